package import Domain
package import Files
import HTTPTypes
import Hummingbird
package import Logging
package import Operations
package import Outbound
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
        /// Most requests for disclosure taken on the portal in a minute, for the whole installation.
        package var requestsPerMinute: Int
        /// Most comments, letters, ratings and the like taken on the portal in a minute, of each kind.
        package var formsPerMinute: Int
        /// Most megabytes of one uploaded file, and of all files of one draft.
        package var uploadLimitMegabytes: Int
        package var draftQuotaMegabytes: Int
        /// Most attempts at signing in during a minute, for the whole installation.
        package var signInsPerMinute: Int
        /// Whether a mail server is set, so that the public can subscribe by mail.
        package var sendsMail: Bool
        /// Where staff may sign in as well; `nil` when the office has no such thing.
        package var provider: IdentityProvider.Settings?

        package init(
            origin: String? = nil, pageCacheBytes: Int = 24 * 1_048_576, commentsPerMinute: Int = 30, uploadLimitMegabytes: Int = 200,
            draftQuotaMegabytes: Int = 500, signInsPerMinute: Int = 240, provider: IdentityProvider.Settings? = nil,
            requestsPerMinute: Int = 30, formsPerMinute: Int = 300, sendsMail: Bool = false
        ) {
            self.origin = origin
            self.pageCacheBytes = pageCacheBytes
            self.commentsPerMinute = commentsPerMinute
            self.requestsPerMinute = requestsPerMinute
            self.formsPerMinute = formsPerMinute
            self.uploadLimitMegabytes = uploadLimitMegabytes
            self.draftQuotaMegabytes = draftQuotaMegabytes
            self.signInsPerMinute = signInsPerMinute
            self.sendsMail = sendsMail
            self.provider = provider
        }
    }

    /// What the workbench works with besides the database.
    package struct Tools: Sendable {
        /// Where attachments lie; without it none are taken.
        package var files: FileStore?
        /// Looks through every upload; when it is set and does not answer, nothing is taken.
        package var scanner: VirusScanner?

        /// Tries the links of drafts; without it they are checked for their form only.
        package var links: LinkProbe?
        /// Where automatic leaves of an evaluation get their figures.
        package var measures: any Measures
        /// Where the nightly dumps lie; without it none are made.
        package var dumps: Dumps?

        /// 整库下载
        package struct Dumps: Sendable {
            package let folder: String
            /// How many are kept.
            package let nights: Int

            package init(folder: String, nights: Int) {
                self.folder = folder
                self.nights = nights
            }
        }

        package init(
            files: FileStore? = nil, scanner: VirusScanner? = nil, links: LinkProbe? = nil, measures: any Measures = RegisterMeasures(),
            dumps: Dumps? = nil
        ) {
            self.files = files
            self.scanner = scanner
            self.links = links
            self.measures = measures
            self.dumps = dumps
        }
    }

    let installation: Installation
    let settings: Settings
    let tools: Tools
    /// Every county's own word lists, made ready once for each of their versions.
    let words = WordCheckers()
    let linkOutcomes = LinkOutcomes()
    /// Codes tried for what is for somebody in particular.
    let codes = RateLimit(perMinute: 30)
    let cache: PageCache
    let ledgers = PublishedLedgers()
    let assets: Assets
    let tokens: FormTokens
    let log: Logger
    let comments: RateLimit
    private let guards: [VisitorForm: VisitorGuard]
    /// Large data sets read out of the database.
    let exports = RateLimit(perMinute: 30)
    let signIns: RateLimit
    private let faces: Mutex<[Face]>

    /// - Throws: `StoreError` when the database cannot be read.
    package init(_ installation: Installation, settings: Settings, tools: Tools = Tools(), log: Logger) async throws {
        self.installation = installation
        self.settings = settings
        self.tools = tools
        self.log = log
        cache = PageCache(limitInBytes: settings.pageCacheBytes)
        assets = Assets()
        tokens = FormTokens(key: try await FormKey(installation).key())
        comments = RateLimit(perMinute: settings.commentsPerMinute)
        guards = Dictionary(
            uniqueKeysWithValues: VisitorForm.allCases.map { form in
                (
                    form,
                    form == .request
                        ? VisitorGuard(formsPerMinute: settings.requestsPerMinute)
                        : VisitorGuard(formsPerMinute: settings.formsPerMinute, mostFromOneAddress: 10)
                )
            })
        signIns = RateLimit(perMinute: settings.signInsPerMinute)
        faces = Mutex([])
        show(try await look())
    }

    /// The sites and their content versions as the database has them: whether another process or node has published something. Cheap.
    package func look() async throws -> [County] { try await installation.store.read { try SiteRegister($0).all() } }

    /// From now on pages are made and kept under these versions.
    package func show(_ seen: [County]) {
        let faces = seen.map { Face($0, namesHost: settings.origin == nil && $0.hosts.isEmpty) }
        self.faces.withLock { $0 = faces }
    }

    /// What watches over one kind of form.
    func guards(_ form: VisitorForm) -> VisitorGuard {
        guard let guardian = guards[form] else { preconditionFailure("every kind has one") }
        return guardian
    }

    func fileStore() throws -> FileStore {
        guard let files = tools.files else { throw Refusal.badRequest("系统没有设置附件文件夹（files），不能上传和下载附件，请联系系统管理员。") }
        return files
    }

    /// The site that answers to a host name; the only one when it claims no host of its own.
    func county(host: String?) -> County? { face(host: host)?.county }

    func face(host: String?) -> Face? {
        faces.withLock { faces in
            if faces.contains(where: { !$0.county.hosts.isEmpty }) {
                let name = host.map { String($0.prefix { $0 != ":" }).lowercased() } ?? ""
                if let named = faces.first(where: { $0.county.hosts.contains(name) }) { return named }
            }
            return faces.first { $0.county.hosts.isEmpty }
        }
    }

    /// `nil` when there is one site only: search then need not ask each hit for its site.
    func searchScope(_ county: County) -> County.ID? { faces.withLock { $0.count } > 1 ? county.id : nil }
}

/// A site as it is shown now. A reference, because every request asks for it and a county is many texts.
final class Face: Sendable {
    let county: County
    /// Whether the host of a request stands in the site's pages, so that they must be kept apart by it.
    let namesHost: Bool
    private let keyStart: String

    init(_ county: County, namesHost: Bool) {
        self.county = county
        self.namesHost = namesHost
        keyStart = "\(county.id.rawValue) "
    }

    /// The name under which the answer to a request is kept.
    func cacheKey(_ request: HTTPRequest) -> String {
        keyStart + (namesHost ? request.authority ?? "" : "") + (request.path ?? "/")
    }
}
