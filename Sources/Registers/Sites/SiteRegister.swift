package import Domain
package import Persistence

/// The sites of this installation and what each says about itself.
package struct SiteRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    package func all() throws -> [County] {
        let hosts = try transaction.rows("SELECT site_id, host FROM site_host ORDER BY host") {
            row -> (County.ID, String) in (try row["site_id"], try row["host"])
        }
        return try transaction.rows("SELECT * FROM site ORDER BY id") { row in
            let id: County.ID = try row["id"]
            return County(
                id: id, name: try row["name"], placeName: try row["place_name"], hosts: hosts.filter { $0.0 == id }.map(\.1),
                siteCode: try row["site_code"], areaCode: try row["area_code"], sponsor: try row["sponsor"],
                operatorName: try row["operator_name"],
                phone: try row["phone"], icpNumber: try row["icp_number"], policeNumber: try row["police_number"],
                emblemAddress: try row["emblem_address"], faultReportAddress: try row["fault_report_address"],
                yearlyReportAddress: try row["yearly_report_address"], servicesAddress: try row["services_address"],
                contentVersion: try row["content_version"])
        }
    }

    package func insert(_ county: County) throws {
        try transaction.execute(
            """
            INSERT INTO site (id, name, place_name, site_code, area_code, sponsor, operator_name, phone, icp_number, police_number,
                emblem_address, fault_report_address, yearly_report_address, services_address, content_version, version)
            VALUES (\(county.id), \(county.name), \(county.placeName), \(county.siteCode), \(county.areaCode), \(county.sponsor),
                    \(county.operatorName), \(county.phone), \(county.icpNumber), \(county.policeNumber), \(county.emblemAddress),
                    \(county.faultReportAddress), \(county.yearlyReportAddress), \(county.servicesAddress), \(1), \(1))
            """)
        try setHosts(county)
        for (index, domain) in DisclosureDomain.standard.enumerated() {
            try transaction.execute(
                "INSERT INTO domain (site_id, code, name, position) VALUES (\(county.id), \(domain.code), \(domain.name), \(index + 1))")
        }
    }

    package func update(_ county: County) throws {
        try transaction.execute(
            """
            UPDATE site SET name = \(county.name), place_name = \(county.placeName), site_code = \(county.siteCode),
                area_code = \(county.areaCode),
                sponsor = \(county.sponsor), operator_name = \(county.operatorName), phone = \(county.phone),
                    icp_number = \(county.icpNumber),
                police_number = \(county.policeNumber), emblem_address = \(county.emblemAddress),
                fault_report_address = \(county.faultReportAddress), yearly_report_address = \(county.yearlyReportAddress),
                services_address = \(county.servicesAddress), version = version + 1
            WHERE id = \(county.id)
            """)
        try transaction.execute("DELETE FROM site_host WHERE site_id = \(county.id)")
        try setHosts(county)
    }

    private func setHosts(_ county: County) throws {
        for host in county.hosts { try transaction.execute("INSERT INTO site_host (host, site_id) VALUES (\(host), \(county.id))") }
    }

    /// A text the county wrote itself, in the stored form of `DocumentBody`.
    package func text(_ name: String, of site: County.ID) throws -> DocumentBody? {
        try transaction.first("SELECT body FROM site_text WHERE site_id = \(site) AND name = \(name)") {
            DocumentBody(stored: try $0["body"])
        }
    }

    package func setText(_ name: String, _ body: DocumentBody, of site: County.ID) throws {
        try transaction.execute(
            """
            INSERT INTO site_text (site_id, name, body) VALUES (\(site), \(name), \(body.stored))
            ON CONFLICT (site_id, name) DO UPDATE SET body = excluded.body
            """)
    }

    /// The public face changed: every cached page of the site is out of date from this commit on.
    package func contentChanged(_ site: County.ID) throws {
        try transaction.execute("UPDATE site SET content_version = content_version + 1 WHERE id = \(site)")
    }

    /// Content versions of all sites: what a server watches for changes made by another process.
    package func contentVersions() throws -> [County.ID: Int64] {
        Dictionary(
            try transaction.rows("SELECT id, content_version FROM site") { (try $0["id"], try $0["content_version"]) },
            uniquingKeysWith: { $1 })
    }
}
