/// Finds the field of work (领域) that a title, a sheet's name or a cell names.
enum DomainNames {
    struct Finding: Hashable {
        /// The standard name where there is one, else the name as written.
        let name: String
        /// The name as written, when it is not the standard one.
        let alias: String?
    }

    /// A cell or a sheet's name that is nothing but a field of work, with or without a number before it.
    static func exactly(_ text: String) -> Finding? {
        guard text.utf8.count <= 120 else { return nil }
        let bare = withoutNumber(CatalogueText.oneLine(text))
        if let domain = DisclosureDomain.standard(named: bare) {
            let written = bare.hasSuffix("领域") ? String(bare.dropLast(2)) : bare
            return Finding(name: domain.name, alias: written == domain.name ? nil : written)
        }
        let name = bare.hasSuffix("领域") ? String(bare.dropLast(2)) : bare
        return DisclosureDomain.merged[name] != nil ? Finding(name: name, alias: nil) : nil
    }

    /// What stands in a column 领域: any name counts.
    static func inColumn(_ text: String) -> Finding? {
        if let known = exactly(text) { return known }
        var name = withoutNumber(CatalogueText.oneLine(text))
        if name.hasSuffix("领域") { name.removeLast(2) }
        return name.isEmpty ? nil : Finding(name: name, alias: nil)
    }

    /// A title such as 「明川县社会救助领域基层政务公开标准目录」.
    static func inTitle(_ text: String) -> Finding? {
        guard text.utf8.count <= 600 else { return nil }
        let title = CatalogueText.oneLine(text)
        if let range = title.firstRange(of: "领域") {
            let head = String(title[..<range.lowerBound])
            if let known = knownEnding(head) { return known }
            guard
                title[range.upperBound...].contains("目录") || title[range.upperBound...].contains("清单") || title[range.upperBound...].isEmpty
            else {
                return nil
            }
            let name = withoutPlace(withoutNumber(head))
            guard (2...20).contains(name.unicodeScalars.count), !name.contains("试点"), !name.contains("个"), !name.contains("各") else {
                return nil
            }
            return Finding(name: name, alias: nil)
        }
        for mark in ["基层政务公开", "政务公开", "政府信息公开", "公开标准目录", "标准目录", "公开事项", "主动公开"] {
            guard let range = title.firstRange(of: mark) else { continue }
            return knownEnding(String(title[..<range.lowerBound]))
        }
        return exactly(title)
    }

    /// The longest known name with which the text ends.
    private static func knownEnding(_ text: String) -> Finding? {
        let candidates = DisclosureDomain.standard.flatMap { [$0.name] + $0.aliases } + DisclosureDomain.merged.keys
        let trimmed = text.hasSuffix("”") ? String(text.dropLast()) : text
        let match = candidates.filter { trimmed.hasSuffix($0) }.max { $0.utf8.count < $1.utf8.count }
        guard let match else { return nil }
        // 县生态环境 is the beginning of a bureau's name as well; only a field's name stands here, so the ending decides.
        return exactly(match)
    }

    private static func withoutNumber(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)[...]
        let isNumber = { (scalar: Unicode.Scalar) in
            CatalogueText.isDigit(scalar) || "一二三四五六七八九十".unicodeScalars.contains(scalar)
        }
        let isSign = { (scalar: Unicode.Scalar) in ".．、（）()-—_ 　:：【】[]".unicodeScalars.contains(scalar) }
        for word in ["附件", "附表", "表"] where CatalogueText.string(scalars.prefix(word.unicodeScalars.count)) == word {
            let rest = scalars.dropFirst(word.unicodeScalars.count)
            if rest.first.map({ isNumber($0) || isSign($0) }) ?? false { scalars = rest }
        }
        let digits = scalars.drop(while: isSign).prefix(while: isNumber)
        let after = scalars[digits.endIndex...]
        let isArabic = digits.first.map(CatalogueText.isDigit) ?? false
        if !digits.isEmpty, isArabic || (after.first.map(isSign) ?? false) { scalars = after }
        return CatalogueText.string(CatalogueText.trimmed(Array(scalars), isSign))
    }

    /// Without the county's or town's name at the beginning; words such as 开发区 or 社区 are no places.
    private static func withoutPlace(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() where (2...8).contains(index) && "省市县区旗镇乡".unicodeScalars.contains(scalar) {
            let place = CatalogueText.string(scalars[...index])
            if ["开发区", "示范区", "保护区", "自贸区"].contains(where: { place.hasSuffix($0) }) { continue }
            let rest = CatalogueText.string(scalars[(index + 1)...])
            if rest.unicodeScalars.count >= 2 { return rest }
        }
        return text
    }
}
