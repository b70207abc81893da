//! `onrecord serve`.

use super::RecordArgs;
use clap::Args as Group;

/// `onrecord serve`
#[derive(Debug, Group)]
pub struct Serve {
    #[command(flatten)]
    pub record: RecordArgs,
    /// The address and port to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8090")]
    pub bind: String,
    /// The address under which people reach the site, for feeds and harvesters
    #[arg(long, value_name = "URL")]
    pub address: Option<String>,
    /// The mail address of the one who answers for the site, for harvesters
    #[arg(long, value_name = "MAIL", default_value = "unset@example.org")]
    pub contact: String,
    /// How much one network address may ask for in a minute: a page counts 1, a check 10; 0 is no
    /// limit
    #[arg(long, value_name = "N", default_value_t = 600)]
    pub limit: u32,
    /// Take the network address from the last entry of X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
    /// Which origins' scripts may read the API; may be given several times
    #[arg(long = "origin", value_name = "ORIGIN", default_value = "*")]
    pub origins: Vec<String>,
    /// Log no requests
    #[arg(long)]
    pub quiet: bool,
}
