import ArgumentParser
import Foundation

struct SettingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "列出全部设置：值、来源和含义。",
        discussion: """
            优先次序：命令行选项，环境变量 MINGTANG_…，设置文件（--settings 或者 MINGTANG_SETTINGS），默认值。数据库地址中的密码不显示。

            例：MINGTANG_PORT=9000 mingtang settings --database 明川.sqlite
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var serving: ServingOptions
    @Flag(help: "输出 JSON。") var json = false

    private struct Line: Encodable {
        let key: String
        let value: String?
        let origin: String
        let meaning: String
    }

    func run() async throws {
        let reading = await database.reading(serving.flags)
        if json {
            let lines = reading.resolved.map {
                Line(
                    key: $0.setting.key, value: $0.value == nil ? nil : $0.shown, origin: $0.origin.words($0.setting),
                    meaning: $0.setting.meaning)
            }
            Output.line(try JSONText.line(lines))
        } else {
            var table = TextTable(headings: ["设置", "值", "来源", "含义"])
            for resolved in reading.resolved {
                table.add([resolved.setting.key, resolved.shown, resolved.origin.words(resolved.setting), resolved.setting.meaning])
            }
            Output.line(table.text)
        }
        for name in reading.unknownVariables { Output.error("环境变量 \(name) 不是明堂的设置，没有作用。") }
        _ = try Settings(reading)
    }
}
