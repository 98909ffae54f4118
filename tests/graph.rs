//! The graph of imports of a crate: the files that name an item of another file.
//! Re-exports are resolved, so an import leads to the file that defines the item.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The files of a crate, and the imports of each.
pub struct Graph {
    modules: BTreeMap<Vec<String>, Module>,
    imports: BTreeSet<(Vec<String>, Vec<String>)>,
}

/// A module with a file of its own.
struct Module {
    /// The path below the root, separated by `/`.
    file: String,
    /// The items that the module defines.
    items: BTreeSet<String>,
    /// The types among the items.
    types: BTreeSet<String>,
    /// The names that the module imports or re-exports, each with the path to the item.
    names: BTreeMap<String, Vec<String>>,
    /// The modules that the module re-exports completely.
    globs: Vec<Vec<String>>,
    /// The paths in the module, as they are written.
    paths: Vec<Vec<String>>,
}

impl Graph {
    /// Reads the files below a directory. The file `top` is the root module.
    ///
    /// # Panics
    ///
    /// Panics if a file cannot be read, or is not Rust.
    pub fn of(directory: &Path, top: &str) -> Self {
        let mut modules = BTreeMap::new();
        for path in files(directory) {
            let file = path.strip_prefix(directory).expect("it lies in there");
            let file = file.to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("the file is text");
            let syntax = syn::parse_file(&text).unwrap_or_else(|why| panic!("{file}: {why}"));
            let mut reader = Reader::new(&file);
            reader.visit_file(&syntax);
            modules.insert(module_of(&file, top), reader.module);
        }
        let mut graph = Self {
            modules,
            imports: BTreeSet::new(),
        };
        graph.imports = graph.found();
        graph
    }

    /// Returns the imports, from file to file.
    pub fn imports(&self) -> impl Iterator<Item = (&str, &str)> {
        let file = |module| self.modules[module].file.as_str();
        self.imports
            .iter()
            .map(move |(from, to)| (file(from), file(to)))
    }

    /// Returns the types that each file defines.
    pub fn types(&self) -> impl Iterator<Item = (&str, &str)> {
        self.modules.values().flat_map(|module| {
            let types = module.types.iter();
            types.map(|name| (module.file.as_str(), name.as_str()))
        })
    }

    /// Returns the cycles: groups of files that import each other.
    pub fn cycles(&self) -> Vec<Vec<&str>> {
        let mut reached: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
        for start in self.modules.keys() {
            let mut seen = BTreeSet::new();
            let mut pending = vec![start.as_slice()];
            while let Some(at) = pending.pop() {
                let next = self.imports.iter().filter(|(from, _)| from == at);
                pending.extend(
                    next.map(|(_, to)| to.as_slice())
                        .filter(|to| seen.insert(*to)),
                );
            }
            reached.insert(start, seen);
        }
        let mut cycles = BTreeSet::new();
        for (start, seen) in &reached {
            if seen.contains(start) {
                let mutual = seen.iter().filter(|other| reached[**other].contains(start));
                let files: Vec<&str> = mutual
                    .map(|other| self.modules[*other].file.as_str())
                    .collect();
                cycles.insert(files);
            }
        }
        cycles.into_iter().collect()
    }

    fn found(&self) -> BTreeSet<(Vec<String>, Vec<String>)> {
        let mut imports = BTreeSet::new();
        for (own, module) in &self.modules {
            let paths = module
                .names
                .values()
                .chain(&module.globs)
                .chain(&module.paths);
            for path in paths {
                if let Some(target) = self.absolute(own, path).and_then(|it| self.definer(&it, 0))
                    && target != *own
                {
                    imports.insert((own.clone(), target));
                }
            }
        }
        imports
    }

    /// Returns a path from the root, if it is a path within the crate.
    fn absolute(&self, own: &[String], path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut base = own.to_vec();
        match first.as_str() {
            "crate" => return Some(rest.to_vec()),
            "self" => {}
            "super" => {
                base.pop();
                let supers = rest.iter().take_while(|it| *it == "super").count();
                base.truncate(base.len().saturating_sub(supers));
                base.extend(rest.iter().skip(supers).cloned());
                return Some(base);
            }
            name => {
                base.push(name.to_owned());
                let module = &self.modules[own];
                if self.modules.contains_key(&base) {
                    base.extend(rest.iter().cloned());
                    return Some(base);
                }
                // An imported name is replaced by its path.
                let known = module.names.get(name).filter(|it| it.as_slice() != path)?;
                let mut known = self.absolute(own, known)?;
                known.extend(rest.iter().cloned());
                return Some(known);
            }
        }
        base.extend(rest.iter().cloned());
        Some(base)
    }

    /// Returns the module that defines the first item on a path. A path that ends at a
    /// module does not name an item.
    fn definer(&self, path: &[String], depth: usize) -> Option<Vec<String>> {
        let at = (0..path.len())
            .rev()
            .find(|at| self.modules.contains_key(&path[..*at]))?;
        let (own, rest) = path.split_at(at);
        let name = rest.first()?;
        let module = &self.modules[own];
        if module.items.contains(name) || depth > 8 {
            return module.items.contains(name).then(|| own.to_vec());
        }
        if self.modules.contains_key(path) {
            return None;
        }
        let named = module.names.get(name).into_iter().cloned();
        let globs = module.globs.iter().map(|glob| {
            let mut path = glob.clone();
            path.push(name.clone());
            path
        });
        named.chain(globs).find_map(|path| {
            let path = self.absolute(own, &path)?;
            self.definer(&path, depth + 1)
        })
    }
}

/// Returns the path of the module in a file.
fn module_of(file: &str, top: &str) -> Vec<String> {
    if file == top {
        return Vec::new();
    }
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    stem.split('/').map(str::to_owned).collect()
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = fs::read_dir(directory).expect("the directory can be listed");
    for entry in entries {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

/// A reader of the items and paths of one file.
struct Reader {
    module: Module,
}

impl Reader {
    fn new(file: &str) -> Self {
        Self {
            module: Module {
                file: file.to_owned(),
                items: BTreeSet::new(),
                types: BTreeSet::new(),
                names: BTreeMap::new(),
                globs: Vec::new(),
                paths: Vec::new(),
            },
        }
    }

    fn define(&mut self, name: &syn::Ident) {
        self.module.items.insert(name.to_string());
    }

    fn define_type(&mut self, name: &syn::Ident) {
        self.define(name);
        self.module.types.insert(name.to_string());
    }

    fn import(&mut self, tree: &syn::UseTree, mut path: Vec<String>) {
        match tree {
            syn::UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.import(&tree.tree, path);
            }
            syn::UseTree::Name(tree) if tree.ident == "self" => {
                let name = path.last().cloned().unwrap_or_default();
                self.module.names.insert(name, path);
            }
            syn::UseTree::Name(tree) => {
                let name = tree.ident.to_string();
                path.push(name.clone());
                self.module.names.insert(name, path);
            }
            syn::UseTree::Rename(tree) => {
                if tree.ident != "self" {
                    path.push(tree.ident.to_string());
                }
                self.module.names.insert(tree.rename.to_string(), path);
            }
            syn::UseTree::Glob(_) => self.module.globs.push(path),
            syn::UseTree::Group(tree) => {
                for item in &tree.items {
                    self.import(item, path.clone());
                }
            }
        }
    }
}

/// Returns true if an item is for tests only.
fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    let mut attributes = attributes.iter();
    attributes.any(|attribute| {
        let path = attribute.path();
        let is_cfg = path.is_ident("cfg")
            && attribute
                .parse_args::<syn::Ident>()
                .is_ok_and(|it| it == "test");
        is_cfg || path.is_ident("test")
    })
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a syn::Item) {
        match item {
            syn::Item::Mod(item) => {
                if !is_of_tests(&item.attrs) {
                    visit::visit_item_mod(self, item);
                }
                return;
            }
            syn::Item::Use(item) => {
                if !is_of_tests(&item.attrs) {
                    self.import(&item.tree, Vec::new());
                }
                return;
            }
            syn::Item::Fn(item) if is_of_tests(&item.attrs) => return,
            syn::Item::Fn(item) => self.define(&item.sig.ident),
            syn::Item::Const(item) => self.define(&item.ident),
            syn::Item::Static(item) => self.define(&item.ident),
            syn::Item::Struct(item) => self.define_type(&item.ident),
            syn::Item::Enum(item) => self.define_type(&item.ident),
            syn::Item::Type(item) => self.define_type(&item.ident),
            syn::Item::Trait(item) => self.define_type(&item.ident),
            syn::Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    self.define(name);
                }
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments = path.segments.iter();
        let segments: Vec<String> = segments.map(|it| it.ident.to_string()).collect();
        if segments.len() > 1 {
            self.module.paths.push(segments);
        }
        visit::visit_path(self, path);
    }
}
