package import Domain

/// What every page of a county's portal shares: whose it is, where it stands and which files it loads.
package struct SiteFrame: Sendable {
    package var county: County
    /// Scheme and host without a slash at the end, such as `https://www.mingchuan.gov.cn`: what full addresses begin with.
    package var origin: String
    /// The page's own address: marks the entry of the navigation and becomes `rel=canonical`.
    package var address: Address
    /// Digests of the files under `/assets`, by name, so that a changed file has a new address.
    package var assets: [String: String]
    package var textSize: TextSize
    /// Set for a machine in a service hall (政务公开专区): the same page in another frame.
    package var kiosk: Kiosk?

    /// What the frame for a service hall needs besides.
    package struct Kiosk: Sendable {
        /// What people look for here, to be touched instead of typed; on pages with a search only.
        package var words: [String]

        package init(words: [String] = []) { self.words = words }
    }

    /// The size that the page begins with. The reader's own choice is kept in the browser and wins over `regular`.
    package enum TextSize: String, Sendable, CaseIterable {
        case regular
        /// ×1.35
        case large
        /// ×1.6 with targets of 64 px, for a machine in a service hall.
        case kiosk
    }

    package init(county: County, origin: String, address: Address, assets: [String: String] = [:], textSize: TextSize = .regular) {
        self.county = county
        self.origin = origin
        self.address = address
        self.assets = assets
        self.textSize = textSize
    }

    /// 英文域名, as the web-page metadata want it.
    package var domainName: String {
        var host = origin[...]
        for scheme in ["https://", "http://"] where host.utf8.starts(with: scheme.utf8) { host = host.dropFirst(scheme.utf8.count) }
        return String(host)
    }

    func asset(_ name: String) -> Address { .asset(name, digest: assets[name] ?? "") }
}
