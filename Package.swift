// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library on the system, found through pkg-config.
func system(_ name: String, _ pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func target(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let postgres: Target.Dependency = .target(name: "PersistencePostgres", condition: .when(traits: ["PostgreSQL"]))
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "mingtang",
    products: [.executable(name: "mingtang", targets: ["mingtang"])],
    traits: [
        .trait(name: "PostgreSQL", description: "The PostgreSQL datastore, through libpq."),
        .default(enabledTraits: ["PostgreSQL"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["JSON"]),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        system("CLibCrypto", "libcrypto", apt: "libssl-dev"),
        system("CLibPQ", "libpq", apt: "libpq-dev"),
        system("CLibXML2", "libxml-2.0", apt: "libxml2-dev"),
        system("CLibZip", "libzip", apt: "libzip-dev"),
        system("CXlsxWriter", "xlsxwriter", apt: "libxlsxwriter-dev"),
        system("CZlib", "zlib", apt: "zlib1g-dev"),
        system("CQRencode", "libqrencode", apt: "libqrencode-dev"),
        system("CLibExif", "libexif", apt: "libexif-dev"),
        .target(name: "CAssets", publicHeadersPath: "include", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),

        .target(name: "CSchema", publicHeadersPath: "include", cSettings: [.unsafeFlags(["-Wno-c23-extensions"])]),
        .target(name: "COutbound", publicHeadersPath: "include", linkerSettings: [.linkedLibrary("curl")]),
        target("Domain"),
        target("Cryptography", ["CLibCrypto"]),
        target("Persistence"),
        target(
            "PersistenceSQLite",
            ["Persistence", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
        target("PersistencePostgres", ["Persistence", "CLibPQ"]),
        target("Registers", ["Domain", "Persistence", "CSchema"]),
        target("Operations", ["Domain", "Registers", "Persistence", "Cryptography", log]),
        target("Files", ["Cryptography"]),
        target("Outbound", ["COutbound"]),
        target("Interchange", ["Domain", "HTML", "CLibXML2", "CLibZip", "CXlsxWriter", "CZlib", "CLibExif"]),
        target("HTML"),
        target("Pages", ["Domain", "HTML", "CQRencode"]),
        target(
            "Site",
            [
                "Domain", "Operations", "Registers", "Interchange", "Pages", "HTML", "Cryptography", "CAssets", "Persistence", "Files",
                "Outbound",
                "CZlib", hummingbird, nio, httpTypes, log, .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]),
        target("Jobs", ["Domain", "Operations", "Outbound", lifecycle, log]),
        .executableTarget(
            name: "mingtang",
            dependencies: [
                "Domain", "Cryptography", "Persistence", "PersistenceSQLite", postgres, "Registers", "Operations", "Interchange",
                "Site", "Jobs", "Files", "Outbound", log, lifecycle, hummingbird, nio,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            swiftSettings: settings),

        .target(
            name: "TestSupport", dependencies: ["Persistence", "PersistenceSQLite", postgres, "Domain", "Operations", "Cryptography", log],
            path: "Tests/TestSupport", swiftSettings: settings),
        tests("DomainTests", ["Domain"]),
        tests("HTMLTests", ["HTML"]),
        .testTarget(name: "PagesTests", dependencies: ["Pages", "HTML", "Domain"], exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "InterchangeTests", dependencies: ["Interchange", "Domain", "HTML", "CLibZip"], exclude: ["Fixtures"],
            swiftSettings: settings),
        tests("CryptographyTests", ["Cryptography"]),
        tests("FilesTests", ["Files"]),
        tests("OutboundTests", ["Outbound"]),
        tests("OperationsTests", ["Operations", "Registers", "Domain", "Persistence", "Cryptography", "TestSupport", log]),
        tests("PersistenceTests", ["Persistence", "TestSupport"]),
        tests(
            "SiteTests",
            [
                "Site", "CAssets", "Domain", "Registers", "Operations", "Pages", "Interchange", "Persistence", "Cryptography", "Files",
                "Outbound", "TestSupport", hummingbird,
                nio, httpTypes, log,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        tests("RepositoryTests", []),
        tests("MingtangTests", ["mingtang", "Domain", "Operations", "Registers", "Persistence", "PersistenceSQLite", postgres, log]),
    ],
    swiftLanguageModes: [.v6]
)
