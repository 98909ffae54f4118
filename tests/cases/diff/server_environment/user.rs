use clinic::servers;

fn test() -> servers::Server {
    servers::TEST
}

fn main() {}
