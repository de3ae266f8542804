import Domain
import HTML
import Pages
import Testing

@Suite("Every page")
struct PageTests {
    @Test("is well formed: every element closed, in order, no identifier twice", arguments: Sample.pages)
    func wellFormed(page: Sample.Rendered) throws {
        let markup = try Markup(page.text())
        let identifiers = markup.elements.compactMap { $0.attributes["id"] }
        #expect(Set(identifiers).count == identifiers.count)
    }

    @Test("has one h1, and headings that go down one level at a time", arguments: Sample.pages)
    func headings(page: Sample.Rendered) throws {
        let levels = try Markup(page.text()).elements.compactMap { ["h1": 1, "h2": 2, "h3": 3, "h4": 4][$0.name] }
        #expect(levels.count { $0 == 1 } == 1)
        // A form with errors has its summary, an h2, before the title, so that it is the first thing heard.
        for (before, after) in zip(levels.drop { $0 != 1 }, levels.drop { $0 != 1 }.dropFirst()) { #expect(after <= before + 1) }
    }

    @Test("has no script, style or event handler in itself", arguments: Sample.pages)
    func noInlineCode(page: Sample.Rendered) throws {
        let markup = try Markup(page.text())
        for element in markup.elements {
            #expect(element.name != "style")
            if element.name == "script" { #expect(element.attributes["src"]?.hasPrefix("/assets/") == true && element.text.isEmpty) }
            for name in element.attributes.keys { #expect(!name.hasPrefix("on") && name != "style") }
            for name in ["href", "src", "action"] { #expect(element.attributes[name]?.hasPrefix("javascript") != true) }
        }
    }

    @Test("has a label for every control", arguments: Sample.pages)
    func labels(page: Sample.Rendered) throws {
        let elements = try Markup(page.text()).elements
        let labelled = Set(elements.filter { $0.name == "label" }.compactMap { $0.attributes["for"] })
        for control in elements where ["input", "select", "textarea"].contains(control.name) && control.attributes["type"] != "hidden" {
            #expect(control.attributes["id"].map { labelled.contains($0) } == true)
        }
    }

    @Test("has a caption for every table and a scope for every heading cell", arguments: Sample.pages)
    func tables(page: Sample.Rendered) throws {
        let elements = try Markup(page.text()).elements
        #expect(elements.count { $0.name == "table" } == elements.count { $0.name == "caption" })
        for cell in elements where cell.name == "th" { #expect(cell.attributes["scope"] != nil) }
    }

    @Test("describes its pictures, and points its descriptions at what is there", arguments: Sample.pages)
    func references(page: Sample.Rendered) throws {
        let elements = try Markup(page.text()).elements
        let identifiers = Set(elements.compactMap { $0.attributes["id"] })
        for element in elements {
            if element.name == "img" { #expect(element.attributes["alt"] != nil) }
            for name in ["aria-describedby", "aria-labelledby"] {
                for reference in element.attributes[name]?.split(separator: " ") ?? [] { #expect(identifiers.contains(String(reference))) }
            }
            if let target = element.attributes["href"], target.hasPrefix("#") { #expect(identifiers.contains(String(target.dropFirst()))) }
        }
    }

    @Test("links only to pages that there are", arguments: Sample.pages)
    func links(page: Sample.Rendered) throws {
        for element in try Markup(page.text()).elements {
            guard let target = element.attributes["href"] ?? element.attributes["action"], target.hasPrefix("/"),
                !target.hasPrefix("/files/"),
                !target.hasPrefix("/api/v1/")
            else { continue }
            #expect(try Address(path: target) != nil, "\(target)")
        }
    }

    @Test("carries the site's tags", arguments: Sample.pages)
    func siteTags(page: Sample.Rendered) throws {
        let tags = try Markup(page.text()).tags
        #expect(tags["SiteName"] == "明川县人民政府")
        #expect(tags["SiteDomain"] == "www.mingchuan.gov.cn")
        #expect(tags["SiteIDCode"] == "4311240001")
    }

    @Test("says the same for every reader, and grows with the text size asked for", arguments: SiteFrame.TextSize.allCases)
    func textSize(size: SiteFrame.TextSize) {
        let text = String(decoding: Sample.pages[0].bytes(textSize: size), as: UTF8.self)
        #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\" class=\"\(size.rawValue)\">"))
    }
}

@Suite("Web-page metadata (国办发〔2017〕47号)")
struct MetadataTests {
    private func page(_ name: String) throws -> Sample.Rendered { try #require(Sample.pages.first { $0.name == name }) }

    @Test(
        "Column pages carry name, description, keywords and type",
        arguments: [
            ("home", "首页"), ("disclosure", "信息公开目录"), ("guide", "信息公开指南"), ("rules", "政策文件"), ("reports", "信息公开年报"), ("requests", "依申请公开"),
            ("catalogue", "信息公开目录"), ("domain", "信息公开目录"), ("units", "机构职能"), ("unit", "机构职能"), ("disclosures", "政策文件"), ("api", "数据开放"),
            ("comment", "征集调查"),
        ])
    func column(name: String, type: String) throws {
        let tags = try Markup(page(name).text()).tags
        #expect(tags["ColumnType"] == type)
        for tag in ["ColumnName", "ColumnDescription", "ColumnKeywords"] { #expect(tags[tag]?.isEmpty == false) }
    }

    @Test("A document carries title, time of publication, source and address")
    func article() throws {
        let tags = try Markup(page("document").text()).tags
        #expect(tags["ArticleTitle"] == Sample.disclosure.title)
        #expect(tags["PubDate"] == "2026-03-20 09:00")
        #expect(tags["ContentSource"] == "明川县民政局")
        #expect(tags["Url"] == "https://www.mingchuan.gov.cn/disclosures/901")
        #expect(tags["ColumnName"] == nil)
    }

    @Test("A document's block has the eight fields in the prescribed order (RULES §8.3)")
    func block() throws {
        let elements = try Markup(page("document").text()).elements
        #expect(elements.filter { $0.name == "dt" }.prefix(8).map(\.text) == ["索引号", "主题分类", "发文机关", "成文日期", "标题", "发文字号", "发布日期", "有效性"])
    }

    @Test("A repealed document says so before its title, and names what took its place")
    func repealed() throws {
        let text = try page("document-repealed").text()
        let notice = try #require(text.firstRange(of: "本文件已废止"))
        let title = try #require(text.firstRange(of: "<h1"))
        #expect(notice.lowerBound < title.lowerBound)
        #expect(text.contains("现行文件："))
        #expect(!text.contains("javascript:"))
    }

    @Test(
        "Results, receipts and errors are kept out of search engines; documents are not",
        arguments: [
            ("search", true), ("comment-receipt", true), ("error-404", true), ("document-print", true), ("document", false),
            ("home", false),
        ])
    func robots(name: String, isHidden: Bool) throws {
        let tags = try Markup(page(name).text()).tags
        #expect(tags["robots"] == (isHidden ? "noindex,nofollow" : "index,follow"))
    }
}

@Suite("What pages say")
struct ContentTests {
    private func text(_ name: String) throws -> String { try #require(Sample.pages.first { $0.name == name }).text() }

    @Test("Marks become mark elements around exactly what was found, and marks outside the text are ignored")
    func marks() throws {
        let text = try text("search")
        #expect(text.contains("<mark>低保</mark>对象名单"))
        #expect(text.contains("负责城乡居民最低生活保障</p>"))
        #expect(text.contains("10,000+"))
    }

    @Test("What a visitor types comes back as text and never as markup")
    func hostileQuery() throws {
        let text = try text("search-none")
        #expect(text.contains("没有找到“&lt;b&gt;地宝&lt;/b&gt;”"))
        #expect(!text.contains("<b>地宝"))
    }

    @Test("A ticked box is a word for who cannot see the tick, and so is an empty one")
    func ticks() throws {
        let text = try text("domain")
        #expect(
            text.contains(
                "<td role=\"cell\" data-label=\"公开对象\" class=\"tick on\"><span class=\"mark\" aria-hidden=\"true\">✓</span><span class=\"tick-word\">全社会</span></td>"
            ))
        #expect(text.contains("<span class=\"tick-word\">否</span>"))
    }

    @Test("A comparison strikes out what went, underlines what came, and leaves alone what stayed")
    func comparison() throws {
        let text = try text("comparison")
        #expect(text.contains("<del><span class=\"unseen\">删去：</span>公开查阅点</del>"))
        #expect(text.contains("<ins><span class=\"unseen\">新增：</span>便民服务站</ins>"))
        #expect(text.contains("<li>政府网站</li>"))
        #expect(text.contains("只调整了顺序。"))
    }

    @Test("An error at a field is said twice in the same words, and the summary leads to the field")
    func errors() throws {
        let text = try text("comment-wrong")
        #expect(text.contains("<a href=\"#text\">请填写您的意见</a>"))
        #expect(text.contains("id=\"text-problem\"><span class=\"unseen\">错误：</span>请填写您的意见</p>"))
        #expect(text.contains("aria-describedby=\"text-hint text-problem\" aria-invalid=\"true\""))
    }

    @Test("An unparsed time limit is shown in its own words, without a meaning it does not have")
    func unparsed() throws {
        let text = try text("item-bare")
        #expect(text.contains("<span>按进展情况公开</span><span class=\"explanation\">目录原文没有写成可以计算的期限，以原文为准。</span>"))
    }

    @Test("A receipt shows the number and nothing of what was written")
    func receipt() throws {
        let text = try text("comment-receipt")
        #expect(text.contains("MC20260320-0007"))
        #expect(!text.contains("李女士") && !text.contains("公示栏没有及时更换"))
    }

    @Test("An error page gives its number, what was kept and what to do", arguments: [400, 404, 405, 409, 413, 429, 500, 503])
    func errorPages(status: Int) throws {
        let text = try text("error-\(status)")
        for words in ["K7Q2-9XMA", "您的内容", "现在可以", "0746-5220001"] { #expect(text.contains(words)) }
    }
}
