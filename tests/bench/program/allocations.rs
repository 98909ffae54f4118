//! Prints the number and the bytes of allocations of each implementation of a task.

fn main() {
    println!("allocations (bytes)");
    for task in messages::tasks() {
        print!("{:52}", task.name);
        for way in &task.ways {
            let counted = allocation_counter::measure(&way.run);
            let counts = format!("{} ({})", counted.count_total, counted.bytes_total);
            print!(" {:>8} {counts:<14}", way.name);
        }
        println!();
    }
}
