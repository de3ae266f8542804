/// A published document in the form that the log binds: what the public reads, and where it is filed.
package struct SealedDocument: Sendable, Hashable {
    package var id: Int64
    package var site: Int64
    package var unit: Int64
    package var item: Int64?
    package var domain: String?
    package var title: String
    package var number: String?
    package var indexNumber: String?
    package var theme: String?
    package var category: String?
    /// 成文日期, `2026-03-20`
    package var made: String?
    /// Milliseconds since 1970-01-01 00:00 UTC.
    package var published: Int64?
    package var validity: String
    /// In the stored form of `DocumentBody`.
    package var body: String
    package var sourceAddress: String?
    package var sourceKey: String
    package var attachments: [Attachment]

    /// A file that goes with it: where it was published before, as an address; what this program keeps, as `sha256:` and the digest of its
    /// bytes. The former come first, both in their own order.
    package struct Attachment: Sendable, Hashable {
        package var name: String
        package var address: String

        package init(name: String, address: String) {
            self.name = name
            self.address = address
        }
    }

    package init(
        id: Int64, site: Int64, unit: Int64, item: Int64?, domain: String?, title: String, number: String?, indexNumber: String?,
        theme: String?, category: String?, made: String?, published: Int64?, validity: String, body: String, sourceAddress: String?,
        sourceKey: String, attachments: [Attachment]
    ) {
        self.id = id
        self.site = site
        self.unit = unit
        self.item = item
        self.domain = domain
        self.title = title
        self.number = number
        self.indexNumber = indexNumber
        self.theme = theme
        self.category = category
        self.made = made
        self.published = published
        self.validity = validity
        self.body = body
        self.sourceAddress = sourceAddress
        self.sourceKey = sourceKey
        self.attachments = attachments
    }

    /// The document's bytes, version 1: the heading `mingtang document v1`, the fields in the order in which they stand above, the number of
    /// attachments, and each one's name and address. SHA-256 of them is the leaf's field `content`.
    package var encoded: [UInt8] {
        var writer = CanonicalBytes(heading: "mingtang document v1", capacity: body.utf8.count + 1024)
        writer.append(id)
        writer.append(site)
        writer.append(unit)
        writer.append(item)
        writer.append(domain)
        writer.append(title)
        writer.append(number)
        writer.append(indexNumber)
        writer.append(theme)
        writer.append(category)
        writer.append(made)
        writer.append(published)
        writer.append(validity)
        writer.append(body)
        writer.append(sourceAddress)
        writer.append(sourceKey)
        writer.append(Int64(attachments.count))
        for attachment in attachments {
            writer.append(attachment.name)
            writer.append(attachment.address)
        }
        return writer.bytes
    }
}
