/// A field of work with a standard catalogue (领域).
package struct DisclosureDomain: Sendable, Hashable {
    /// Two digits for the 26 of 国办发〔2019〕54号, in its order; `x` and a number for a county's own.
    package let code: String
    package let name: String
    /// Other names found in real files.
    package let aliases: [String]

    package init(code: String, name: String, aliases: [String] = []) {
        self.code = code
        self.name = name
        self.aliases = aliases
    }

    /// The 26 domains of 国办发〔2019〕54号, as of 2020-01-08, with the names seen in real catalogues and plans (道县 2020, 陕政办发〔2020〕20号).
    package static let standard: [DisclosureDomain] = [
        DisclosureDomain(code: "01", name: "国土空间规划", aliases: ["城乡规划"]),
        DisclosureDomain(code: "02", name: "重大建设项目"),
        DisclosureDomain(code: "03", name: "公共资源交易"),
        DisclosureDomain(code: "04", name: "财政预决算"),
        DisclosureDomain(code: "05", name: "安全生产"),
        DisclosureDomain(code: "06", name: "税收管理"),
        DisclosureDomain(code: "07", name: "征地补偿", aliases: ["农村集体土地征收"]),
        DisclosureDomain(code: "08", name: "国有土地上房屋征收", aliases: ["国有土地上房屋征收与补偿"]),
        DisclosureDomain(code: "09", name: "保障性住房"),
        DisclosureDomain(code: "10", name: "农村危房改造"),
        DisclosureDomain(code: "11", name: "环境保护", aliases: ["生态环境"]),
        DisclosureDomain(code: "12", name: "公共文化服务"),
        DisclosureDomain(code: "13", name: "公共法律服务"),
        DisclosureDomain(code: "14", name: "扶贫", aliases: ["脱贫攻坚", "乡村振兴"]),
        DisclosureDomain(code: "15", name: "救灾"),
        DisclosureDomain(code: "16", name: "食品药品监管"),
        DisclosureDomain(code: "17", name: "城市综合执法"),
        DisclosureDomain(code: "18", name: "就业创业", aliases: ["就业"]),
        DisclosureDomain(code: "19", name: "社会保险"),
        DisclosureDomain(code: "20", name: "社会救助", aliases: ["社会救助及福利"]),
        DisclosureDomain(code: "21", name: "养老服务"),
        DisclosureDomain(code: "22", name: "户籍管理"),
        DisclosureDomain(code: "23", name: "涉农补贴", aliases: ["涉农资金"]),
        DisclosureDomain(code: "24", name: "义务教育"),
        DisclosureDomain(code: "25", name: "医疗卫生", aliases: ["卫生健康"]),
        DisclosureDomain(code: "26", name: "市政服务"),
    ]

    /// Names under which two domains are written as one; neither alone is meant (道县 2020 lines 12 and 13, 晋政办发〔2017〕140号).
    package static let merged: [String: [String]] = [
        "就业和社会保险": ["18", "19"], "就业与社会保险": ["18", "19"], "扶贫救灾": ["14", "15"],
    ]

    /// The standard domain with that name or alias, the word 领域 after it or not.
    package static func standard(named name: some StringProtocol) -> DisclosureDomain? {
        var key = String(name)
        if key.hasSuffix("领域") { key.removeLast(2) }
        return standard.first { $0.name == key || $0.aliases.contains(key) }
    }
}
