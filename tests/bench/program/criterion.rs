//! Runs the same tasks in criterion, for details of one of them.

use criterion::Criterion;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for task in messages::tasks() {
        let mut group = criterion.benchmark_group(&task.name);
        for way in &task.ways {
            group.bench_function(way.name, |bencher| bencher.iter(&way.run));
        }
        group.finish();
    }
    criterion.final_summary();
}
