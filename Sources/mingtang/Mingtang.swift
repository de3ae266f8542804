import ArgumentParser
import Foundation
import Interchange

/// 明堂: the county's open-government hall, from the command line.
struct Mingtang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mingtang",
        abstract: "明堂：县级政务公开平台。",
        discussion: """
            标准目录决定公开什么、由谁公开、何时公开；明堂据此核对目录、管理事项和单位、发布信息、提供门户网站。

            常用：
              mingtang example load Examples/mingchuan   载入示例县
              mingtang serve --port 8080                 打开门户网站
              mingtang catalogue check 目录.xlsx         核对目录文件
              mingtang disclosures import 文件.jsonl.gz  导入已公开的信息
              mingtang check                             体检

            每个命令都可以用 --database 指定数据库（SQLite 文件或 postgresql:// 地址），空库在第一次使用时自动建好。
            退出码：0 正常，1 内容有误或者按规定不能办理，2 文件读不了或者命令写错，3 数据库连不上。
            """,
        version: "0.1.0",
        subcommands: [
            ServeCommand.self, SettingsCommand.self, CheckCommand.self, CatalogueCommand.self, UnitsCommand.self, DutiesCommand.self,
            PrivacyCommand.self,
            ChecklistCommand.self, DisclosuresCommand.self, CommentsCommand.self, SearchCommand.self, SiteCommand.self, ExampleCommand.self,
            LogCommand.self,
            CalendarCommand.self, ObligationsCommand.self, RequestsCommand.self,
            UserCommand.self, BatchesCommand.self,
            WordsCommand.self, ChecksCommand.self,
            AnnualReportCommand.self, MonitorCommand.self, EvaluationCommand.self, InspectCommand.self,
            SiteCheckCommand.self, ProgrammeCommand.self, OpinionCommand.self,
            LedgerCommand.self,
            FiguresCommand.self,
            GuidesCommand.self,
            DumpCommand.self,
            ConsultationsCommand.self, GatheringsCommand.self,
            MessagesCommand.self,
        ])
}

@main
enum Program {
    static func main() async {
        do {
            var command = try Mingtang.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            leave(error)
        }
    }

    private static func leave(_ error: any Error) -> Never {
        if let failure = Failure(error) {
            for sentence in failure.sentences { Output.error(sentence) }
            exit(failure.code.rawValue)
        }
        let code = Mingtang.exitCode(for: error)
        if code.isSuccess {
            Output.line(HelpWords.chinese(help: Mingtang.fullMessage(for: error)))
            exit(0)
        }
        if let silent = error as? ExitCode { exit(silent.rawValue) }
        Output.error(HelpWords.chinese(mistake: Mingtang.message(for: error)))
        exit(Failure.Code.unusable.rawValue)
    }
}
