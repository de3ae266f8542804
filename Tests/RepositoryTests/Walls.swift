/// What a target may import: the walls of the program, as data.
struct Wall {
    /// Targets of this package.
    let ours: Set<String>
    /// Products of other packages.
    let others: Set<String>
    /// Modules that come with the toolchain.
    let toolchain: Set<String>

    init(_ ours: Set<String> = [], others: Set<String> = [], toolchain: Set<String> = []) {
        self.ours = ours
        self.others = others
        self.toolchain = toolchain
    }

    var declared: Set<String> { ours.union(others) }
    var all: Set<String> { declared.union(toolchain) }

    /// One target, one line; arrows point down only. A new line here is a decision.
    static let table: [String: Wall] = [
        "CAssets": Wall(),
        "CSchema": Wall(),
        "COutbound": Wall(),
        "Domain": Wall(),
        "Cryptography": Wall(["CLibCrypto"], toolchain: ["Dispatch", "Synchronization"]),
        "Persistence": Wall(toolchain: ["Synchronization"]),
        "PersistenceSQLite": Wall(["Persistence"], others: ["GRDB", "GRDBSQLite"], toolchain: ["Foundation"]),
        "PersistencePostgres": Wall(["Persistence", "CLibPQ"], toolchain: ["Dispatch", "Synchronization"]),
        "Registers": Wall(["Domain", "Persistence", "CSchema"], toolchain: ["FoundationEssentials"]),
        "Operations": Wall(["Domain", "Registers", "Persistence", "Cryptography"], others: ["Logging"], toolchain: ["Synchronization"]),
        "Files": Wall(["Cryptography"], toolchain: ["Dispatch", "Glibc"]),
        "Outbound": Wall(["COutbound"], toolchain: ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"]),
        "Interchange": Wall(
            ["Domain", "HTML", "CLibXML2", "CLibZip", "CXlsxWriter", "CZlib", "CLibExif"], toolchain: ["FoundationEssentials", "Glibc"]),
        "HTML": Wall(),
        "Pages": Wall(["Domain", "HTML", "CQRencode"]),
        "Site": Wall(
            [
                "Domain", "Operations", "Registers", "Interchange", "Pages", "HTML", "Cryptography", "CAssets", "Persistence", "Files",
                "Outbound", "CZlib",
            ],
            others: ["Hummingbird", "NIOCore", "NIOHTTPTypes", "HTTPTypes", "Logging"],
            toolchain: ["Dispatch", "FoundationEssentials", "Synchronization"]),
        "Jobs": Wall(["Domain", "Operations", "Outbound"], others: ["ServiceLifecycle", "Logging"]),
        "mingtang": Wall(
            [
                "Domain", "Cryptography", "Persistence", "PersistenceSQLite", "PersistencePostgres", "Registers", "Operations",
                "Interchange", "Site", "Jobs", "Files", "Outbound",
            ],
            others: ["ArgumentParser", "Configuration", "Hummingbird", "HummingbirdCore", "NIOCore", "ServiceLifecycle", "Logging"],
            toolchain: ["Foundation", "FoundationEssentials", "Glibc"]),
    ]

    /// Libraries of the system, each behind a module of its own under `Sources/System`.
    static let system: Set<String> = ["CLibCrypto", "CLibPQ", "CLibXML2", "CLibZip", "CXlsxWriter", "CZlib", "CQRencode", "CLibExif"]

    /// What any test may use besides what its target declares.
    static let testToolchain: Set<String> = ["Testing", "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc"]
}
