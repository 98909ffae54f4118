use clinic::types::Root;

fn build() -> Root {
    Root::builder().currency("USD").value(1).build()
}

fn main() {}
