#!/usr/bin/env python3
"""Sends a request of every operation of a document to a server that an independent
validator watches.

usage: calls.py XTASK DOCUMENT... [--out DIR]

  XTASK     the built command, such as target/debug/xtask
  DOCUMENT  an OpenAPI document
  --out     where crates go (default: target/calls)

For each document, the crate is generated, and the example program of each operation
becomes a function of one program, which sends its request with the crate's own client. The
server on this machine reads every request with openapi-core, and answers with an example
of the document or a value that satisfies its schema. The line of a document has the number
of its operations, of those with an example program, of the requests that the validator
accepts, and of the answers that the client has read; then each failure follows.

It needs Python 3.11 with `pip install openapi-core==0.23.1 pyyaml`.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict
from urllib.parse import parse_qsl, urlsplit

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


class Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """Reads dates as texts, as YAML 1.2 does."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file) if path.endswith(".json") else yaml.load(file, Loader)


class Request:
    """A request as openapi-core wants it."""

    def __init__(self, method, url, headers, body):
        parts = urlsplit(url)
        self.host_url = f"{parts.scheme}://{parts.netloc}"
        self.path = parts.path
        self.path_pattern = None
        self.method = method.lower()
        self.body = body or None
        self.content_type = headers.get("content-type", "")
        cookies = dict(
            pair.strip().split("=", 1) for pair in headers.get("cookie", "").split(";") if "=" in pair
        )
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(parts.query, keep_blank_values=True)),
            header=Headers(headers.items()),
            cookie=ImmutableMultiDict(cookies),
        )


class Document:
    """A document, its operations and what was seen of them."""

    def __init__(self, path):
        self.spec = load(path)
        # The requests come to this machine.
        self.spec["servers"] = [{"url": "/"}]
        for item in self.spec.get("paths", {}).values():
            item.pop("servers", None)
            for method in METHODS:
                item.get(method, {}).pop("servers", None)
        readers = {media: json.loads for media in self.json_media_types()}
        config = Config(spec_validator_cls=None, extra_media_type_deserializers=readers)
        self.openapi = OpenAPI.from_dict(self.spec, config=config)
        self.seen = {}

    def json_media_types(self):
        """Returns the content types that end in `+json`, of which openapi-core knows few."""
        return set(re.findall(r"\b[\w.]+/[\w.-]+\+json\b", json.dumps(self.spec, default=str)))

    def follow(self, node):
        while isinstance(node, dict) and "$ref" in node:
            target = self.spec
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def check(self, request):
        """Returns the errors of a request."""
        return [describe(error) for error in self.openapi.iter_request_errors(request)]

    def answer(self, request):
        """Returns the status, the content type and the body of an answer."""
        operation = self.operation(request)
        responses = {str(k): self.follow(v) for k, v in (operation or {}).get("responses", {}).items()}
        # A redirection is the success if there is no other.
        codes = sorted(code for code in responses if code[0] in "23")
        code = codes[0] if codes else "default" if "default" in responses else "204"
        status = int(code) if code.isdigit() else 200
        content = responses.get(code, {}).get("content") or {}
        for media, item in content.items():
            if "json" in media:
                return status, media, json.dumps(self.example(item)).encode()
        for media in content:
            return status, media.replace("*/*", "application/octet-stream"), b"text"
        return status, None, b""

    def operation(self, request):
        """Finds the operation of a path by hand: the fewest variables win."""
        best = None
        for template, item in self.spec["paths"].items():
            pattern = re.sub(r"\\\{[^{}]*\\\}", "[^/]+", re.escape(urlsplit(template).path))
            operation = self.follow(item).get(request.method)
            if operation and re.fullmatch(pattern, request.path):
                rank = template.count("{")
                if best is None or rank < best[0]:
                    best = (rank, operation)
        return best and best[1]

    def example(self, media):
        if "example" in media:
            return media["example"]
        for example in (media.get("examples") or {}).values():
            example = self.follow(example)
            if "value" in example:
                return example["value"]
        return self.value(media.get("schema") or {}, 0)

    def value(self, schema, depth):
        """Returns a value of a schema with its required members only."""
        schema = self.follow(schema)
        if not isinstance(schema, dict) or depth > 12:
            return None
        for key in ("example", "default", "const"):
            if key in schema:
                return schema[key]
        if schema.get("enum"):
            return schema["enum"][0]
        if "allOf" in schema:
            values = [self.value(part, depth + 1) for part in schema["allOf"]]
            values.append(self.members(schema, depth))
            merged = {k: v for value in values if isinstance(value, dict) for k, v in value.items()}
            return merged or next((value for value in values if value not in (None, {})), merged)
        for key in ("oneOf", "anyOf"):
            if schema.get(key) and "properties" not in schema:
                return self.value(schema[key][0], depth + 1)
        kind = schema.get("type")
        kind = next((one for one in kind if one != "null"), "null") if isinstance(kind, list) else kind
        if kind == "array":
            return [self.value(schema.get("items") or {}, depth + 1)] * schema.get("minItems", 0)
        if kind in ("integer", "number"):
            return schema.get("minimum", 1)
        if kind == "boolean":
            return True
        if kind == "string":
            formats = {"date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31",
                       "uuid": "123e4567-e89b-12d3-a456-426614174000", "uri": "https://example.com"}
            return formats.get(schema.get("format"), "x" * max(1, schema.get("minLength", 1)))
        return self.members(schema, depth) if kind != "null" else None

    def properties(self, schema, depth):
        """Returns the properties of a schema and of its parts."""
        found = {}
        for part in schema.get("allOf") or [] if depth <= 12 else []:
            found |= self.properties(self.follow(part), depth + 1)
        return found | (schema.get("properties") or {})

    def members(self, schema, depth):
        properties = self.properties(schema, depth)
        required = [name for name in schema.get("required") or [] if name in properties]
        return {name: self.value(properties[name], depth + 1) for name in required}


def describe(error):
    """Returns an error with its causes in one line."""
    texts = []
    while error is not None and len(texts) < 4:
        texts.append(f"{type(error).__name__}: {error}")
        inner = getattr(error, "schema_errors", None)
        texts.extend(str(one.message) for one in list(inner or [])[:2])
        error = error.__cause__ or error.__context__
    return " <- ".join(texts).replace("\n", " ")[:400]


def serve(document):
    """Starts a server that checks and answers requests."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self):
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            url = f"http://{self.headers['host']}{self.path}"
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, url, headers, body)
            called = headers.get("x-called-operation", "")
            try:
                errors = document.check(request)
            except Exception as error:  # The validator fails on some documents.
                errors = [f"the validator failed: {describe(error)}"]
            document.seen[called] = errors
            status, media, answer = document.answer(request)
            self.send_response(status)
            if media:
                self.send_header("content-type", media)
            if status != 204:
                self.send_header("content-length", str(len(answer)))
            self.end_headers()
            if status != 204 and self.command != "HEAD":
                self.wfile.write(answer)

        def log_message(self, *_):
            pass

        def __getattr__(self, name):
            if name.startswith("do_"):
                return self.respond
            raise AttributeError(name)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


MANIFEST = """[package]
name = "calls"
version = "0.0.0"
edition = "2024"

[dependencies]
{name} = {{ path = "{path}", features = ["ureq"] }}
serde_json = "1"

[workspace]
"""

MAIN = """//! Sends the example request of every operation.
#![allow(unused_imports, deprecated)]

use {crate}::client::{{BlockingClient, Ureq}};
use {crate}::servers::Server;

type Failure = Box<dyn std::error::Error>;

/// Calls an operation with a client that names it, and prints what came of it.
fn call(name: &str, server: &Server, run: fn(&BlockingClient) -> Result<(), Failure>) {{
    let client = BlockingClient::builder()
        .server(server.clone())
        {credentials}
        .header("x-called-operation", name)
        .transport(Ureq::new())
        .allow_loopback()
        .build();
    let result = client.map_err(Failure::from).and_then(|client| run(&client));
    match result {{
        Ok(()) => println!("{{name}}\\tok"),
        Err(error) => println!("{{name}}\\t{{error:?}}"),
    }}
}}

fn main() -> Result<(), Failure> {{
    let url = std::env::args().nth(1).unwrap_or_default();
    let server = Server::new(&url)?;
{calls}
    Ok(())
}}

{functions}
"""


def programs(directory):
    """Returns the request of the program on the page of each operation, by module."""
    found = {}
    for root, _, files in os.walk(os.path.join(directory, "src")):
        if "mod.rs" not in files:
            continue
        text = open(os.path.join(root, "mod.rs"), encoding="utf-8").read()
        page = [line[3:].removeprefix(" ") for line in text.split("\n") if line.startswith("//!")]
        if "let request = " not in "\n".join(page):
            continue
        lines = iter(page[page.index("```") + 1:])
        uses, request = [], []
        for line in lines:
            if request or line.startswith("let request = "):
                request.append(line)
                if line.endswith(";"):
                    break
            elif not line.startswith("# "):
                uses.append(line)
        name = os.path.relpath(root, os.path.join(directory, "src")).replace(os.sep, "::")
        found[name] = (uses, request)
    return found


def credentials(directory, name):
    """Returns the call that sets a credential of every scheme."""
    path = os.path.join(directory, "src", "credentials.rs")
    if not os.path.exists(path):
        return ""
    text = open(path, encoding="utf-8").read()
    body = text[text.index("impl Credentials"):]
    chain = ""
    for method, rest in re.findall(r"pub fn (\w+)\(\s*self,?([^)]*)\)", body):
        count = rest.count(":")
        values = ", ".join(['"secret"'] * count)
        chain += f".{method}({values})"
    return f".credentials({name}::credentials::Credentials::new(){chain})"


def package(directory, out, name):
    """Writes the program that calls every operation; returns the names of the operations."""
    crate = name.replace("-", "_")
    found = programs(directory)
    calls, functions = [], []
    for index, (module, (uses, request)) in enumerate(sorted(found.items())):
        calls.append(f'    call("{module}", &server, call_{index});')
        body = "\n    ".join(uses + request)
        functions.append(
            f"fn call_{index}(client: &BlockingClient) -> Result<(), Failure> {{\n    {body}\n"
            "    client.send(&request)?;\n    Ok(())\n}\n"
        )
    os.makedirs(os.path.join(out, "src"), exist_ok=True)
    with open(os.path.join(out, "Cargo.toml"), "w", encoding="utf-8") as file:
        file.write(MANIFEST.format(name=name, path=os.path.abspath(directory)))
    with open(os.path.join(out, "src", "main.rs"), "w", encoding="utf-8") as file:
        file.write(MAIN.format(
            crate=crate, credentials=credentials(directory, crate),
            calls="\n".join(calls), functions="\n".join(functions),
        ))
    return list(found)


def examine(xtask, path, out):
    """Calls every operation of a document, and prints its line and its failures."""
    label = os.path.splitext(os.path.basename(path))[0]
    name = "d-" + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
    crate, program = os.path.join(out, name), os.path.join(out, name + "-calls")
    run = [xtask, "codegen", "--spec", path, "--out", crate, "--name", name]
    subprocess.run(run, check=True, capture_output=True)
    operations = package(crate, program, name)
    document = Document(path)
    server = serve(document)
    environment = dict(os.environ, CARGO_TARGET_DIR=os.path.abspath(os.path.join(out, "target")))
    url = f"http://127.0.0.1:{server.server_address[1]}"
    done = subprocess.run(["cargo", "run", "-q", "--", url], cwd=program, env=environment,
                          capture_output=True, text=True)
    server.shutdown()
    if done.returncode:
        print(f"{label}: the program failed\n{done.stderr[:2000]}")
        return False
    results = dict(line.split("\t", 1) for line in done.stdout.splitlines() if "\t" in line)
    refused = {name: errors for name, errors in document.seen.items() if errors}
    unread = {name: text for name, text in results.items() if text != "ok"}
    total = sum(method in METHODS for item in document.spec["paths"].values() for method in item)
    print(f"{label:32} {total:5} operations {len(operations):5} called "
          f"{len(document.seen) - len(refused):5} accepted {len(results) - len(unread):5} read")
    for name, errors in sorted(refused.items()):
        print(f"  refused {name}: {'; '.join(errors)}")
    for name, text in sorted(unread.items()):
        print(f"  failed  {name}: {text[:300]}")
    return not refused and not unread


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("xtask")
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--out", default="target/calls")
    arguments = parser.parse_args()
    xtask = os.path.abspath(arguments.xtask)
    good = [examine(xtask, path, arguments.out) for path in arguments.documents]
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
