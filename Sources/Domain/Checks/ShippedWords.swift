/// The word list that the program brings: well-known mistakes in official texts. Every county may switch lines off and add its own.
///
/// Only what dictionaries, national standards, laws and published decisions say. Political judgement is not made here: 敏感词 and
/// 未公开文件 are empty, each county keeps its own.
package enum ShippedWords {
    package static let all: [WordEntry] = typos + variants + terms + repealedLaws + organs + places

    /// Lines of one kind: `pattern|what to write instead|exceptions, separated by spaces`.
    static func entries(
        _ kind: WordEntry.Kind, reason: String = "", source: String, since: Day? = nil, isBlocking: Bool = false, _ lines: String
    ) -> [WordEntry] {
        lines.split(separator: "\n").map { line in
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { Folding.trimmed(String($0)) }
            return WordEntry(
                kind, parts[0], right: parts.count > 1 ? parts[1] : "", reason: reason, source: source,
                exceptions: parts.count > 2 ? parts[2].split(separator: " ").map(String.init) : [], since: since, isBlocking: isBlocking)
        }
    }
}

extension ShippedWords {
    /// 异形词: the recommended form.
    static let variants = entries(
        .wrongWord, reason: "异形词，应当用推荐词形", source: "《第一批异形词整理表》GF 1001—2001、《现代汉语词典》",
        """
        帐号|账号
        帐户|账户
        帐目|账目
        帐簿|账簿
        帐册|账册
        帐本|账本
        帐款|账款
        记帐|记账
        结帐|结账
        对帐|对账
        台帐|台账
        转帐|转账
        查帐|查账
        建帐|建账
        呆帐|呆账
        坏帐|坏账
        进帐|进账
        入帐|入账
        到帐|到账
        欠帐|欠账
        总帐|总账
        成份|成分
        部份|部分
        辈份|辈分
        签定|签订|书签定 标签定 便签定
        惟一|唯一
        宏扬|弘扬
        重迭|重叠
        图象|图像|示意图象 地图象
        录象|录像|记录象 目录象
        摄象|摄像
        好象|好像
        渡假|度假
        """)

    /// Wording that laws and published norms set.
    static let terms =
        entries(
            .wrongWord, reason: "国家机关和会议的名称写错", source: "宪法和有关组织法", isBlocking: true,
            """
            中华人民共国|中华人民共和国
            中华人民共合国|中华人民共和国
            中华人共和国|中华人民共和国
            人名政府|人民政府
            人民政俯|人民政府
            人名法院|人民法院
            人名检察院|人民检察院
            人民检查院|人民检察院
            最高检查院|最高检察院
            全国人大代表大会|全国人民代表大会
            人大代表大会|人民代表大会
            常务委会|常务委员会
            常委员会|常务委员会
            监查委员会|监察委员会
            国务员|国务院|国务员工
            政治协商会义|政治协商会议
            代表大会义|代表大会|代表大会义务
            第二十届全国代表大会|第二十次全国代表大会
            第十九届全国代表大会|第十九次全国代表大会
            第十八届全国代表大会|第十八次全国代表大会
            """)
        + entries(
            .wrongWord, reason: "规范表述写错", source: "中共中央、国务院公开发布的文件", isBlocking: true,
            """
            社会注意|社会主义|全社会注意 社会注意力 社会注意到 向社会注意
            社会主意|社会主义|社会主意识
            新时代有中国特色|新时代中国特色
            新时代中国特设|新时代中国特色
            小康社汇|小康社会
            科学发展观点|科学发展观|科学发展观点燃
            一带一路战略|一带一路倡议
            “一带一路”战略|“一带一路”倡议
            依法制国|依法治国
            法制政府|法治政府
            法制社会|法治社会
            """)
        + entries(
            .wrongWord, reason: "慎用或者已不用的说法", source: "新华社《新闻信息报道中的禁用词和慎用词》",
            """
            残废人|残疾人
            维族|维吾尔族
            蒙族|蒙古族
            港澳台游客来华|港澳台游客来内地（大陆）
            内地与台湾|大陆与台湾
            内地和台湾|大陆和台湾
            大陆和香港|内地和香港
            大陆与香港|内地与香港
            大陆和澳门|内地和澳门
            大陆与澳门|内地与澳门
            """)
        + entries(
            .wrongWord, reason: "法律术语用字有误", source: "《立法技术规范（试行）》、有关法律",
            """
            权利机关|权力机关
            权利机构|权力机构
            权利清单|权力清单
            权利下放|权力下放
            公权利|公权力|办公权利
            权力义务|权利义务
            权力人|权利人|权力人人 权力人民
            法人代表人|法定代表人
            """)

    /// Laws that the Civil Code repealed (民法典 Art. 1260), and the regulation that the present one took the place of.
    static let repealedLaws =
        entries(
            .wrongWord, reason: "引用的法律已于2021年1月1日废止，现行规定在《中华人民共和国民法典》中", source: "民法典第一千二百六十条", since: Day(year: 2021, month: 1, day: 1),
            """
            《中华人民共和国合同法》|《中华人民共和国民法典》
            《中华人民共和国物权法》|《中华人民共和国民法典》
            《中华人民共和国担保法》|《中华人民共和国民法典》
            《中华人民共和国婚姻法》|《中华人民共和国民法典》
            《中华人民共和国继承法》|《中华人民共和国民法典》
            《中华人民共和国收养法》|《中华人民共和国民法典》
            《中华人民共和国侵权责任法》|《中华人民共和国民法典》
            《中华人民共和国民法总则》|《中华人民共和国民法典》
            《中华人民共和国民法通则》|《中华人民共和国民法典》
            《合同法》|《民法典》
            《物权法》|《民法典》
            《担保法》|《民法典》
            《婚姻法》|《民法典》
            《继承法》|《民法典》
            《侵权责任法》|《民法典》
            《民法总则》|《民法典》
            《民法通则》|《民法典》
            """)
        + entries(
            .wrongWord, reason: "《政府信息公开条例》已经修订，现行的是国务院令第711号", source: "国务院令第711号", since: Day(year: 2019, month: 5, day: 15),
            """
            国务院令第492号|国务院令第711号
            国务院第492号令|国务院令第711号
            """)
}
