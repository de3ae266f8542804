package import Domain
import HTML

/// 政府信息公开工作年度报告, by year.
package struct ReportsPage: Sendable {
    package struct Year: Sendable {
        package var year: Int
        package var reports: [DisclosureLink]

        package init(year: Int, reports: [DisclosureLink]) {
            self.year = year
            self.reports = reports
        }
    }

    /// Newest first.
    package var years: [Year]
    /// What the county adds in its own words.
    package var statement: DocumentBody?

    package init(years: [Year], statement: DocumentBody? = nil) {
        self.statement = statement
        self.years = years
    }
}

extension ReportsPage: FramedPage {
    func head(in frame: SiteFrame) -> PageHead {
        PageHead(
            title: "政府信息公开工作年度报告",
            column: PageHead.Column(
                name: "政府信息公开年报", description: "县人民政府及各部门、各乡镇每年的政府信息公开工作报告。", keywords: ["政府信息公开", "年度报告"], type: .annualReport),
            trail: [PageHead.Step(label: "政府信息公开", address: .disclosureHub)], width: .narrow)
    }

    func write(_ html: inout HTMLWriter, in frame: SiteFrame) {
        pageTitle(
            &html, "政府信息公开工作年度报告", lead: "各部门每年 1 月 31 日前公布上一年度的报告，县人民政府每年 3 月 31 日前公布（《政府信息公开条例》第四十九条）。")
        CountyStatement(heading: "报告目录", statement: statement).write(&html)
        if years.isEmpty {
            EmptyState(reason: "还没有公布年度报告。", advice: "公布后按年份列在这里，可以先看其他公开文件。", links: [("公开文件", .disclosures())]).write(&html)
        }
        for year in years {
            section(&html, "\(year.year) 年度") { DisclosureList(documents: year.reports).write(&$0) }
        }
    }
}
