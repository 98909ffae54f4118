use clinic::servers;

fn url() -> &'static servers::Server {
    &servers::TEST
}

fn main() {}
