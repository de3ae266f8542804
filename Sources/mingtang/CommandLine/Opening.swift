import Domain
import Files
import Foundation
import Logging
import Operations
import Persistence
import PersistenceSQLite
import Registers

#if PostgreSQL
    import PersistencePostgres
#endif

/// Opens what the settings name.
enum Opening {
    /// The database and the search index, with schema and calendar up to date.
    static func installation(_ settings: Settings) async throws -> Installation {
        let installation = try await unprepared(settings)
        try await installation.prepare()
        return try await IdentityKey.open(installation, settings)
    }

    /// The same, as it is: for looking at it only.
    static func unprepared(_ settings: Settings) async throws -> Installation {
        let now: @Sendable () -> Instant = { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
        var log = Logger(label: "mingtang")
        log.logLevel = settings.logLevel
        let (store, place) = try await stores(settings)
        return Installation(
            store: store, searchPlace: place, now: now,
            identifiers: IdentifierSource(process: UInt16.random(in: 0...UInt16.max), now: now), log: log)
    }

    private static func stores(_ settings: Settings) async throws -> (any Datastore, Installation.SearchPlace) {
        guard DatabaseAddress.isPostgres(settings.database) else { return (try sqlite(settings.database), .within) }
        #if PostgreSQL
            let store = try await PostgresDatastore(address: settings.database, connections: settings.connections)
            return (store, .beside(try sqlite(settings.searchIndex)))
        #else
            throw Failure(.database, "本程序编译时没有带 PostgreSQL。")
        #endif
    }

    /// The store of attachments, made when it is not there.
    static func files(_ settings: Settings) throws -> FileStore {
        do { return try FileStore(folder: settings.files) } catch {
            throw Failure(.unusable, "附件文件夹 \(settings.files)：\(error.description)")
        }
    }

    private static func sqlite(_ path: String) throws -> SQLiteDatastore {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure(.database, "数据库 \(path) 所在的文件夹不存在，请先建立，或者检查 --database。")
        }
        do {
            return try SQLiteDatastore(path: path)
        } catch StoreError.unavailable(let reason) {
            throw Failure(.database, "数据库 \(path) 打不开：\(reason)。请检查路径和权限。")
        } catch StoreError.migration {
            throw Failure(.database, "\(path) 不是 SQLite 数据库，或者已经损坏。")
        }
    }
}

/// An open installation and one of its sites: what most commands work with.
struct Workplace {
    static let standardName = "本县人民政府"

    let settings: Settings
    let installation: Installation
    let county: County

    init(settings: Settings, installation: Installation, county: County) {
        self.settings = settings
        self.installation = installation
        self.county = county
    }

    /// Opens the database, finds the site, and makes one when the database has none.
    init(_ options: DatabaseOptions, site: SiteOptions) async throws {
        settings = try await options.checked()
        installation = try await Opening.installation(settings)
        let sites = try await installation.store.read { try SiteRegister($0).all() }
        if let name = site.site {
            guard let found = sites.first(where: { $0.name == name || $0.placeName == name }) else {
                throw Failure(.content, "没有名为“\(name)”的站点。\(Self.list(sites))")
            }
            county = found
        } else if sites.isEmpty {
            Output.error("数据库中还没有站点，已建立默认站点“\(Self.standardName)”；可以用 mingtang site add 登记真实的站点。")
            county = try await RegisterSite(installation).run(
                County(id: County.ID(0), name: Self.standardName, placeName: "本县"), actor: "mingtang site add")
        } else {
            guard sites.count == 1, let only = sites.first else {
                throw Failure(.unusable, "数据库中有多个站点，请用 --site 指明。\(Self.list(sites))")
            }
            county = only
        }
    }

    private static func list(_ sites: [County]) -> String {
        sites.isEmpty ? "数据库中还没有站点。" : "现有：\(sites.map(\.name).joined(separator: "、"))。"
    }

    /// To be called once when everything is written: takes what is new into the local search index and closes the database.
    func finish() async throws {
        try await FollowLog(installation).run()
        try await close()
    }

    func close() async throws { try await installation.close() }
}

extension Installation {
    func close() async throws {
        switch searchPlace {
        case .within: break
        case .beside(let index): try await index.close()
        }
        try await store.close()
    }
}
