//! `onrecord serve`: the record as a web site and an API.

use crate::args::Serve;
use crate::exit::Exit;
use onrecord_serve::{Desk, Settings};
use std::num::NonZeroU32;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

/// Serves until it is interrupted; then finishes what is under way.
pub fn run(args: &Serve) -> Result<Exit, String> {
    let address = args
        .address
        .as_deref()
        .map(|address| address.trim_end_matches('/').to_owned());
    let settings = Settings {
        address: address.unwrap_or_else(|| format!("http://{}", args.bind)),
        contact: args.contact.clone(),
        limit: NonZeroU32::new(args.limit),
        behind_proxy: args.behind_proxy,
        origins: args.origins.clone(),
        log: !args.quiet,
    };
    let desk = Desk::open(&args.record.record, settings).map_err(|error| error.to_string())?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
    runtime.block_on(listen(args, Arc::new(desk)))?;
    // What still runs was waited for; what hangs is left.
    runtime.shutdown_background();
    Ok(Exit::Clean)
}

async fn listen(args: &Serve, desk: Arc<Desk>) -> Result<(), String> {
    let trouble = |error: std::io::Error| {
        let bind = &args.bind;
        format!("{bind}: {error}; choose another address with --bind, such as 127.0.0.1:8091")
    };
    let listener = TcpListener::bind(&args.bind).await.map_err(trouble)?;
    let bound = listener.local_addr().map_err(trouble)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(|error| error.to_string())?;
    anstream::println!(
        "serving {} at http://{bound} (stop with Ctrl-C)",
        args.record.record.display()
    );
    let stop = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
    };
    onrecord_serve::serve(listener, desk, stop).await;
    Ok(())
}
