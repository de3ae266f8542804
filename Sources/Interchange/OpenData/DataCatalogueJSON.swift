package import Domain

/// The catalogue of all data sets for other platforms (数据目录): DCAT 3 as JSON-LD, with Chinese titles.
package struct DataCatalogueJSON: Sendable {
    package let county: County
    /// Scheme and host, without a slash at the end.
    package let origin: String
    package let datasets: [Dataset]
    package let office: OrganisationUnit?
    /// The newest dump on the disk.
    package let dump: DataDump?
    /// Paths on this site.
    package let paths: Paths

    /// Where things are; the pages know.
    package struct Paths: Sendable {
        package let page: String
        package let catalogue: String
        package let terms: String
        package let api: String
        package let description: String
        package let dataset: @Sendable (String, DatasetFormat) -> String
        package let dumpFile: @Sendable (String, String) -> String

        package init(
            page: String, catalogue: String, terms: String, api: String, description: String,
            dataset: @escaping @Sendable (String, DatasetFormat) -> String, dumpFile: @escaping @Sendable (String, String) -> String
        ) {
            self.page = page
            self.catalogue = catalogue
            self.terms = terms
            self.api = api
            self.description = description
            self.dataset = dataset
            self.dumpFile = dumpFile
        }
    }

    package init(
        county: County, origin: String, datasets: [Dataset], office: OrganisationUnit?, dump: DataDump?, paths: Paths
    ) {
        self.county = county
        self.origin = origin
        self.datasets = datasets
        self.office = office
        self.dump = dump
        self.paths = paths
    }

    package static let mediaType = "application/ld+json; charset=utf-8"

    package var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.object("@context") { json in
                for (prefix, address) in Self.vocabularies { json.value(prefix, address) }
            }
            json.value("@id", origin + paths.catalogue)
            json.value("@type", "dcat:Catalog")
            chinese("dct:title", "\(county.name)数据目录", &json)
            chinese("dct:description", "\(county.name)主动公开的数据。", &json)
            json.value("dct:language", "zh")
            reference("foaf:homepage", origin + "/", &json)
            reference("dct:license", origin + paths.terms, &json)
            publisher(&json)
            json.array("dcat:dataset") { json in
                for dataset in datasets { write(dataset, &json) }
            }
            json.array("dcat:service") { json in
                json.object { json in
                    json.value("@id", origin + paths.api + "#service")
                    json.value("@type", "dcat:DataService")
                    chinese("dct:title", "公开数据接口", &json)
                    reference("dcat:endpointURL", origin + "/api/v1", &json)
                    reference("dcat:endpointDescription", origin + paths.description, &json)
                    reference("dcat:landingPage", origin + paths.api, &json)
                }
            }
        }
        return json.utf8
    }

    private func write(_ dataset: Dataset, _ json: inout JSONWriter) {
        json.object { json in
            json.value("@id", "\(origin)\(paths.page)#\(dataset.key)")
            json.value("@type", "dcat:Dataset")
            json.value("dct:identifier", dataset.key)
            chinese("dct:title", dataset.title, &json)
            chinese("dct:description", dataset.summary, &json)
            json.array("dcat:keyword") { json in
                for word in dataset.keywords {
                    json.object { json in
                        json.value("@value", word)
                        json.value("@language", "zh")
                    }
                }
            }
            reference("dct:accrualPeriodicity", Self.frequencies + dataset.rhythm.frequency, &json)
            reference("dcat:landingPage", origin + paths.page, &json)
            reference("dct:license", origin + paths.terms, &json)
            publisher(&json)
            contact(&json)
            json.array("dcat:distribution") { json in
                for format in DatasetFormat.allCases {
                    distribution("\(dataset.title)（\(format.words)）", paths.dataset(dataset.key, format), format, nil, &json)
                }
                for file in dump?.files ?? [] {
                    guard let format = Self.format(of: file.name, dataset.key), let day = dump?.day else { continue }
                    distribution("\(dataset.title)（\(day)，压缩文件）", paths.dumpFile(day, file.name), format, file, &json)
                }
            }
        }
    }

    /// Of a data set's file in a dump.
    private static func format(of name: String, _ key: String) -> DatasetFormat? {
        name == "\(key).jsonl.gz" ? .json : name == "\(key).csv.gz" ? .csv : nil
    }

    private func distribution(
        _ title: String, _ path: String, _ format: DatasetFormat, _ file: DataDump.File?, _ json: inout JSONWriter
    ) {
        json.object { json in
            json.value("@id", origin + path)
            json.value("@type", "dcat:Distribution")
            chinese("dct:title", title, &json)
            reference("dcat:accessURL", origin + path, &json)
            reference("dcat:downloadURL", origin + path, &json)
            let type = file == nil || format == .csv ? format.mediaType : "application/jsonl"
            reference("dcat:mediaType", Self.mediaTypes + type, &json)
            reference("dct:license", origin + paths.terms, &json)
            guard let file else { return }
            reference("dcat:compressFormat", Self.mediaTypes + "application/gzip", &json)
            json.value("dcat:byteSize", file.bytes)
            json.object("spdx:checksum") { json in
                json.value("@type", "spdx:Checksum")
                reference("spdx:algorithm", "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", &json)
                json.value("spdx:checksumValue", file.sha256)
            }
        }
    }

    private func publisher(_ json: inout JSONWriter) {
        json.object("dct:publisher") { json in
            json.value("@id", origin + "/#publisher")
            json.value("@type", "foaf:Organization")
            chinese("foaf:name", county.name, &json)
        }
    }

    private func contact(_ json: inout JSONWriter) {
        guard let office else { return }
        json.object("dcat:contactPoint") { json in
            json.value("@id", origin + "/#contact")
            json.value("@type", "vcard:Organization")
            json.value("vcard:fn", office.name)
            if !office.contact.email.isEmpty { reference("vcard:hasEmail", "mailto:" + office.contact.email, &json) }
            if !office.contact.phone.isEmpty { json.value("vcard:tel", office.contact.phone) }
        }
    }

    private func chinese(_ key: String, _ text: String, _ json: inout JSONWriter) {
        json.object(key) { json in
            json.value("@value", text)
            json.value("@language", "zh")
        }
    }

    private func reference(_ key: String, _ address: String, _ json: inout JSONWriter) {
        json.object(key) { $0.value("@id", address) }
    }

    private static let frequencies = "http://publications.europa.eu/resource/authority/frequency/"
    private static let mediaTypes = "https://www.iana.org/assignments/media-types/"
    private static let vocabularies = [
        ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"), ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"), ("spdx", "http://spdx.org/rdf/terms#"),
    ]
}

extension Dataset.Rhythm {
    /// In the vocabulary that DCAT catalogues use.
    fileprivate var frequency: String {
        switch self {
        case .continuous: "CONT"
        case .daily: "DAILY"
        case .yearly: "ANNUAL"
        case .irregular: "IRREG"
        }
    }
}
