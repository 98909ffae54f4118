//! Prints the duration of each task, and the ratios to the other implementations.

fn main() {
    println!("{:52} {:>9} {:>16} {:>16}", "task", "antom", "ratio to", "ratio to");
    for task in messages::tasks() {
        let times = messages::work::times(&task);
        let own = times.first().map(|(own, _)| own.as_nanos());
        print!("{:52} {:>6} ns", task.name, own.unwrap_or_default());
        for (way, (_, ratio)) in task.ways.iter().zip(&times).skip(1) {
            print!(" {:>8} {ratio:>7.2}", way.name);
        }
        println!();
    }
}
