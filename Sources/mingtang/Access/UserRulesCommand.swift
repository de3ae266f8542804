import ArgumentParser
import Domain
import Operations
import Persistence
import Registers

struct UserRulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "登录规则：查看，或者从某一天起更改。",
        discussion: """
            默认按“长度加黑名单”：密码至少 15 个字符，启用动态口令的至少 8 个，不要求字符种类，不定期更换。
            测评要求复杂度和定期更换的，用 --classified 一次设为三种字符、90 天更换、不重复最近 5 个、30 分钟自动退出。

            例：
              mingtang user rules
              mingtang user rules --classified --from 2026-04-01
              mingtang user rules --rotation-days 180 --remembered 3
            """)

    @Flag(help: "按等级保护测评的通常要求。") var classified = false
    @Option(help: ArgumentHelp("从哪一天起，默认今天。", valueName: "日期")) var from: String?
    @Option(help: ArgumentHelp("密码最少字符数。", valueName: "个数")) var shortest: Int?
    @Option(help: ArgumentHelp("启用动态口令时的密码最少字符数。", valueName: "个数")) var shortestWithSecondFactor: Int?
    @Option(help: ArgumentHelp("密码的字符种类数，0 到 4。", valueName: "种数")) var characterKinds: Int?
    @Option(help: ArgumentHelp("更换密码的周期，0 为不定期更换。", valueName: "天数")) var rotationDays: Int?
    @Option(help: ArgumentHelp("不能重复使用的旧密码个数。", valueName: "个数")) var remembered: Int?
    @Option(help: ArgumentHelp("无操作自动退出的时间。", valueName: "分钟")) var idleMinutes: Int?
    @Option(help: ArgumentHelp("一次登录最长的时间。", valueName: "分钟")) var absoluteMinutes: Int?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var site: SiteOptions

    private var isChange: Bool {
        classified || from != nil
            || [shortest, shortestWithSecondFactor, characterKinds, rotationDays, remembered, idleMinutes, absoluteMinutes]
                .contains { $0 != nil }
    }

    func run() async throws {
        let place = try await Workplace(database, site: site)
        let (county, today) = (place.county.id, place.installation.now().day)
        if isChange {
            let current = try await place.installation.store.read { try SessionRegister($0, site: county).rules(on: today) }
            try await ChangeSignInRules(place.installation).run(
                try changed(current, today: today), site: county, actor: "mingtang user rules")
            try await place.finish()
            return Output.line("已保存。")
        }
        let (rules, later) = try await place.installation.store.read { transaction in
            let register = SessionRegister(transaction, site: county)
            return (try register.rules(on: today), try register.allRules().filter { $0.effective > today })
        }
        try await place.close()
        for rules in [rules] + later.reversed() { Output.line(Self.words(rules, today: today)) }
    }

    private func changed(_ current: SignInRules, today: Day) throws -> SignInRules {
        var day = today
        if let from {
            guard let read = Day(text: from) else { throw Failure(.unusable, "--from “\(from)”不是日期，请写成 2026-04-01。") }
            day = read
        }
        var rules = classified ? SignInRules.classifiedProtection(from: day) : current
        rules.effective = day
        if let shortest { rules.shortest = shortest }
        if let shortestWithSecondFactor { rules.shortestWithSecondFactor = shortestWithSecondFactor }
        if let characterKinds { rules.characterKinds = characterKinds }
        if let rotationDays { rules.rotationDays = rotationDays }
        if let remembered { rules.remembered = remembered }
        if let idleMinutes { rules.idleMinutes = idleMinutes }
        if let absoluteMinutes { rules.absoluteMinutes = absoluteMinutes }
        return rules
    }

    private static func words(_ rules: SignInRules, today: Day) -> String {
        """
        \(rules.effective <= today ? "现行" : "自 \(rules.effective) 起")：
          密码最少 \(rules.shortest) 个字符，启用动态口令的最少 \(rules.shortestWithSecondFactor) 个
          字符种类：\(rules.characterKinds == 0 ? "不要求" : "至少 \(rules.characterKinds) 种")
          定期更换：\(rules.rotationDays == 0 ? "不要求" : "每 \(rules.rotationDays) 天")
          不能重复使用最近的 \(rules.remembered) 个旧密码
          无操作 \(rules.idleMinutes) 分钟自动退出，一次登录最长 \(rules.absoluteMinutes) 分钟
        """
    }
}
