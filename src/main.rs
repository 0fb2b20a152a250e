//! The program `rolemap`.

use std::process::ExitCode;

fn main() -> ExitCode {
    rolemap::cli::main()
}
