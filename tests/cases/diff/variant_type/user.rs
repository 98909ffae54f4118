use clinic::types::Pet;

fn age(age: i64) -> Pet {
    Pet::Age(age)
}

fn main() {}
