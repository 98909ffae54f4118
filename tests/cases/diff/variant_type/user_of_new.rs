use clinic::types::Pet;

fn age(age: bool) -> Pet {
    Pet::Age(age)
}

fn main() {}
