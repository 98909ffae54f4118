//! Reads a message again and again and prints the shortest time in nanoseconds. With the
//! feature `write`, does the same with writing, and prints whether the message was written
//! as it was read.

use std::env;
use std::error::Error;
use std::fs;
use std::hint::black_box;

use message::{Message, work};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("the path of a message")?;
    let json: &'static [u8] = fs::read(path)?.leak();
    let message: Message = serde_json::from_slice(json)?;
    let read = work::shortest(|| serde_json::from_slice::<Message>(black_box(json)));
    println!("{}", read.as_nanos());
    #[cfg(feature = "write")]
    {
        let value: serde_json::Value = serde_json::from_slice(json)?;
        let is_same = serde_json::to_value(&message)? == value;
        let write = work::shortest(move || serde_json::to_vec(black_box(&message)));
        println!("{} {is_same}", write.as_nanos());
    }
    Ok(())
}
