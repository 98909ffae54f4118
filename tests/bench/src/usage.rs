//! CPU time and memory of processes, as the system counts them.

use std::time::Duration;

/// Returns the CPU time of all threads of this process.
pub fn of_this() -> Duration {
    system::cpu(false)
}

/// Returns the CPU time of all child processes that were waited for, and of their
/// children.
pub fn of_children() -> Duration {
    system::cpu(true)
}

/// Returns the peak memory of this process, in bytes.
pub fn peak() -> u64 {
    system::peak(false)
}

/// Returns the peak memory of the largest child process, in bytes.
pub fn peak_of_children() -> u64 {
    system::peak(true)
}

#[cfg(unix)]
mod system {
    use std::time::Duration;

    use nix::sys::resource::{Usage, UsageWho, getrusage};

    fn usage(who: UsageWho) -> Usage {
        getrusage(who).expect("the system counts CPU time and memory")
    }

    fn of(children: bool) -> Usage {
        usage(if children {
            UsageWho::RUSAGE_CHILDREN
        } else {
            UsageWho::RUSAGE_SELF
        })
    }

    pub fn cpu(of_children: bool) -> Duration {
        let usage = of(of_children);
        [usage.user_time(), usage.system_time()]
            .map(|time| {
                let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
                let micros = u64::try_from(time.tv_usec()).unwrap_or_default();
                Duration::from_secs(seconds) + Duration::from_micros(micros)
            })
            .iter()
            .sum()
    }

    pub fn peak(of_children: bool) -> u64 {
        let peak = u64::try_from(of(of_children).max_rss()).unwrap_or_default();
        // Apple's systems count bytes, others thousands of bytes.
        if cfg!(target_vendor = "apple") {
            peak
        } else {
            peak * 1024
        }
    }
}

#[cfg(not(unix))]
mod system {
    use std::time::Duration;

    pub fn cpu(_of_children: bool) -> Duration {
        panic!("CPU time is measured on Unix only");
    }

    pub fn peak(_of_children: bool) -> u64 {
        panic!("memory is measured on Unix only");
    }
}
