//! Which addresses belong to the public internet, after IANA's registries of special-purpose addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 networks that nobody's public page is in: first address, length of the prefix, what it is.
const V4: &[([u8; 4], u32, &str)] = &[
    ([0, 0, 0, 0], 8, "\"this network\""),
    ([10, 0, 0, 0], 8, "a private network"),
    ([100, 64, 0, 0], 10, "a provider's shared network"),
    ([127, 0, 0, 0], 8, "this machine"),
    // Azure's metadata stand at a public address.
    ([168, 63, 129, 16], 32, "a cloud's metadata"),
    // AWS's, Google's and others' metadata are in here.
    ([169, 254, 0, 0], 16, "a link-local network"),
    ([172, 16, 0, 0], 12, "a private network"),
    ([192, 0, 0, 0], 24, "a reserved network"),
    ([192, 0, 2, 0], 24, "a network for documentation"),
    ([192, 31, 196, 0], 24, "a reserved network"),
    ([192, 52, 193, 0], 24, "a reserved network"),
    ([192, 88, 99, 0], 24, "a reserved network"),
    ([192, 168, 0, 0], 16, "a private network"),
    ([192, 175, 48, 0], 24, "a reserved network"),
    ([198, 18, 0, 0], 15, "a network for measurements"),
    ([198, 51, 100, 0], 24, "a network for documentation"),
    ([203, 0, 113, 0], 24, "a network for documentation"),
    ([224, 0, 0, 0], 4, "a multicast group"),
    ([240, 0, 0, 0], 4, "a reserved network"),
];

/// IPv6 networks within the public 2000::/3 that nobody's public page is in.
const V6: &[([u16; 3], u32, &str)] = &[
    // Teredo (2001::/32), ORCHID, benchmarking and their like.
    ([0x2001, 0, 0], 23, "a reserved network"),
    ([0x2001, 0x0db8, 0], 32, "a network for documentation"),
    // Carries an IPv4 address, and no public site needs it any more.
    ([0x2002, 0, 0], 16, "a 6to4 network"),
    ([0x3fff, 0, 0], 20, "a network for documentation"),
];

/// What `address` is, unless it is a public one.
pub(super) fn not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(it) => v4(it),
        IpAddr::V6(it) => v6(it),
    }
}

fn v4(address: Ipv4Addr) -> Option<&'static str> {
    let within = |(first, length, _): &&([u8; 4], u32, &str)| {
        (address.to_bits() ^ u32::from_be_bytes(*first)) >> (32 - length) == 0
    };
    V4.iter().find(within).map(|it| it.2)
}

fn v6(address: Ipv6Addr) -> Option<&'static str> {
    if let Some(it) = carried(address) {
        return v4(it);
    }
    let [a, b, c, ..] = address.segments();
    if a >> 13 != 0b001 {
        return Some(match a {
            0 if address.is_loopback() => "this machine",
            0xfc00..=0xfdff => "a private network",
            0xfe80..=0xfebf => "a link-local network",
            0xff00.. => "a multicast group",
            _ => "a reserved network",
        });
    }
    let bits = |[a, b, c]: [u16; 3]| u64::from(a) << 32 | u64::from(b) << 16 | u64::from(c);
    let within = |(first, length, _): &&([u16; 3], u32, &str)| (bits([a, b, c]) ^ bits(*first)) >> (48 - length) == 0;
    V6.iter().find(within).map(|it| it.2)
}

/// The IPv4 address that is meant: a mapped one, or one behind NAT64's well-known prefix, by which a machine without IPv4
/// reaches the public IPv4 internet.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [a, b, c, d, e, f, high, low] = address.segments();
    let nat64 = (a, b, c, d, e, f) == (0x64, 0xff9b, 0, 0, 0, 0);
    let behind = || Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    address.to_ipv4_mapped().or_else(|| nat64.then(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_addresses_are_no_others() {
        let check = |address: &str, public: bool| {
            assert_eq!(not_public(address.parse().unwrap()).is_none(), public, "{address}");
        };
        for it in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "93.184.216.34",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700:4700::1111",
            "2a00:1450:4001:80b::200e",
            "2001:200::1",
            "2003::1",
            "3ffe::1",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ] {
            check(it, true);
        }
        for it in [
            "0.0.0.0",
            "0.255.255.255",
            "10.0.0.0",
            "10.255.255.255",
            "100.64.0.0",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.0",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.0",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::ffff:0:127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::169.254.169.254",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:0:4136:e378::1",
            "2001:2::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:c0a8:101::",
            "2002:808:808::",
            "3fff::1",
            "4000::1",
            "5f00::1",
            "fc00::1",
            "fd00:ec2::254",
            "fdff:ffff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "ff0e::1",
        ] {
            check(it, false);
        }
    }
}
