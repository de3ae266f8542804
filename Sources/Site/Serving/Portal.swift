package import Domain
import Hummingbird
package import Logging
package import Operations
import Persistence
import Registers
import Synchronization

/// The public face of an installation: every county's portal and its programming interface.
package final class Portal: Sendable {
    /// What an operator decides about serving.
    package struct Settings: Sendable {
        /// Scheme and host under which the public knows the site, without a slash at the end; `nil` takes them from each request.
        package var origin: String?
        /// Most bytes of finished pages kept in memory.
        package var pageCacheBytes: Int
        /// Most comments taken in a minute, for the whole installation.
        package var commentsPerMinute: Int

        package init(origin: String? = nil, pageCacheBytes: Int = 24 * 1_048_576, commentsPerMinute: Int = 30) {
            self.origin = origin
            self.pageCacheBytes = pageCacheBytes
            self.commentsPerMinute = commentsPerMinute
        }
    }

    let installation: Installation
    let settings: Settings
    let cache: PageCache
    let assets: Assets
    let tokens: FormTokens
    let log: Logger
    let comments: RateLimit
    private let sites: Mutex<[County]>

    /// - Throws: `StoreError` when the database cannot be read.
    package init(_ installation: Installation, settings: Settings, log: Logger) async throws {
        self.installation = installation
        self.settings = settings
        self.log = log
        cache = PageCache(limitInBytes: settings.pageCacheBytes)
        assets = Assets()
        tokens = FormTokens(key: try await FormKey(installation).key())
        comments = RateLimit(perMinute: settings.commentsPerMinute)
        sites = Mutex([])
        show(try await look())
    }

    /// The sites and their content versions as the database has them: whether another process or node has published something. Cheap.
    package func look() async throws -> [County] { try await installation.store.read { try SiteRegister($0).all() } }

    /// From now on pages are made and kept under these versions.
    package func show(_ seen: [County]) { sites.withLock { $0 = seen } }

    /// All sites as last seen.
    var counties: [County] { sites.withLock { $0 } }

    /// The site that answers to a host name; the only one when it claims no host of its own.
    func county(host: String?) -> County? { sites.withLock { Self.county(host: host, of: $0) } }

    private static func county(host: String?, of sites: [County]) -> County? {
        if sites.contains(where: { !$0.hosts.isEmpty }) {
            let name = host.map { String($0.prefix { $0 != ":" }).lowercased() } ?? ""
            if let named = sites.first(where: { $0.hosts.contains(name) }) { return named }
        }
        return sites.first { $0.hosts.isEmpty }
    }

    /// `nil` when there is one site only: search then need not ask each hit for its site.
    func searchScope(_ county: County) -> County.ID? { sites.withLock { $0.count } > 1 ? county.id : nil }
}
