package import Cryptography
package import Domain
package import Operations
import Pages

// What refuses, in the words that people read: in the workbench and on the command line.

extension PasswordFault {
    package var sentence: String {
        switch self {
        case .tooShort(let shortest, let fewer?): "密码至少 \(shortest) 个字符；先启用动态口令的，至少 \(fewer) 个。可以用一句自己记得住的话。"
        case .tooShort(let shortest, nil): "密码至少 \(shortest) 个字符。可以用一句自己记得住的话。"
        case .tooLong(let longest): "密码最多 \(longest) 个字符。"
        case .tooFewKinds(let needed): "大写字母、小写字母、数字、其他字符，至少要有其中 \(needed) 种。"
        case .common: "这个密码在最常被试的密码之列，请换一个。"
        case .guessable: "这个密码由姓名、单位、地名、年份、键盘顺序等拼成，容易被猜中，请换一个。"
        case .used: "不能使用当前的或者最近用过的密码，请换一个。"
        case .unprintable: "密码中有不可见的控制字符，请重新输入。"
        }
    }
}

extension SignIn.Refusal {
    package var sentence: String {
        switch self {
        case .wrong: "登录名或者密码不正确。请检查大小写和输入法；忘记密码的，请联系系统管理员重置。"
        case .wait(let seconds): "连续多次输入错误，请在 \(Self.words(seconds))后再试。"
        case .blocked: "连续输入错误 \(SignInAttempts.most) 次，账号已锁定，只能由系统管理员重置密码后再用。"
        case .disabled: "账号已停用。需要恢复的，请联系系统管理员。"
        case .expired: "输入密码后过了太久，请重新登录。"
        }
    }

    private static func words(_ seconds: Int) -> String { seconds < 60 ? "\(seconds) 秒" : "\((seconds + 59) / 60) 分钟" }
}

extension PasswordHashing.Busy {
    package var sentence: String { "此刻登录的人太多，请过几秒再试。" }
}

extension SecondFactorRefusal {
    package var sentence: String {
        switch self {
        case .isOn: "动态口令已经启用。要换手机的，请先停用再重新启用。"
        case .isOff: "还没有开始启用动态口令，请从“启用动态口令”开始。"
        case .wrongCode: "动态口令不正确。请检查手机时间是否自动校准，再输入应用中此刻显示的六位数字。"
        }
    }
}

extension AccountRefusal {
    package var sentence: String {
        switch self {
        case .unknown: "没有这个账号，请从账号列表重新进入。"
        case .own: "不能停用自己的账号，请由另一位系统管理员办理。"
        case .alreadyDisabled: "账号已经停用，没有重复操作。"
        case .alreadyEnabled: "账号没有停用，不需要启用。"
        case .takenSubject: "统一身份认证中的这个人已经绑定了另一个账号，请先解除那个账号的绑定。"
        }
    }
}

extension AddAccount.Refusal {
    package var sentence: String {
        switch reason {
        case .invalidLogin: "登录名“\(login)”不能用：只能用小写字母、数字和 . - _，2 到 \(LoginName.longest) 个字符，以字母或者数字开头。"
        case .takenLogin: "登录名“\(login)”已经有人使用，请换一个。"
        case .invalidName: "账号“\(login)”的姓名是空的或者超过 40 个字，请填写本人姓名。"
        case .invalidEmail: "账号“\(login)”的电子邮箱不是完整的地址，请写成 name@example.gov.cn 的形式，没有就留空。"
        case .conflict(let conflict, let wanted): "账号“\(login)”：\(conflict.sentence(wanted: wanted))"
        case .unknownUnit: "账号“\(login)”的单位没有登记，请先登记单位。"
        case .password(let faults): "账号“\(login)”：\(faults.map(\.sentence).joined())"
        }
    }
}

extension PostRules.Conflict {
    package func sentence(wanted: Role) -> String {
        switch self {
        case .secondAdministrator(let held):
            "已经担任\(held.words)，不能再担任\(wanted.words)：系统、安全、审计三种管理员应由三个人分别担任。"
        case .administratorAndWork(let held): "已经担任\(held.words)，不能再担任\(wanted.words)：管理员不办理业务，请另建账号或者另选人员。"
        }
    }
}

extension PostRefusal {
    package var sentence: String {
        switch self {
        case .unknownPost: "没有这个岗位，请从岗位列表重新进入。"
        case .unknownUnit: "没有这个单位，请从列表中选择。"
        case .unknownAccount: "没有这个账号，请从列表中选择。"
        case .invalidName: "岗位名称是空的或者超过 \(PostRules.longestName) 个字，请填写，例如“办公室主任”。"
        case .occupied(let name): "这个岗位现由\(name)担任，请先收回，或者另设一个岗位。"
        case .vacant: "这个岗位现在没有人，不需要收回。"
        case .disabledAccount: "这个账号已停用，不能担任岗位。"
        case .conflict(let conflict, let wanted): conflict.sentence(wanted: wanted)
        }
    }
}

extension SignInRules.Fault {
    package var sentence: String {
        "\(field.words)应在 \(allowed.lowerBound) 到 \(allowed.upperBound) 之间。"
    }
}

extension SignInRules.Fault.Field {
    package var words: String {
        switch self {
        case .shortest: "密码最少字符数"
        case .shortestWithSecondFactor: "启用动态口令时的密码最少字符数"
        case .characterKinds: "密码的字符种类数"
        case .rotationDays: "更换密码的周期（天）"
        case .remembered: "不能重复使用的旧密码个数"
        case .idleMinutes: "无操作自动退出的时间（分钟）"
        case .absoluteMinutes: "一次登录最长的时间（分钟）"
        }
    }
}

extension ChangeSignInRules.Refusal {
    package var sentence: String {
        switch self {
        case .faults(let faults): faults.map(\.sentence).joined()
        case .past(let today): "生效日期不能早于今天（\(today)）：已经适用过的规则不能更改。"
        }
    }
}

/// The sentence for any refusal about accounts, posts and signing in; `nil` for other errors.
package func accessSentence(_ error: any Error) -> String? {
    switch error {
    case let refusal as SignIn.Refusal: refusal.sentence
    case let refusal as PasswordRefusal: refusal.faults.map(\.sentence).joined()
    case let refusal as PasswordHashing.Busy: refusal.sentence
    case let refusal as SecondFactorRefusal: refusal.sentence
    case let refusal as AccountRefusal: refusal.sentence
    case let refusal as AddAccount.Refusal: refusal.sentence
    case let refusal as PostRefusal: refusal.sentence
    case let refusal as ChangeSignInRules.Refusal: refusal.sentence
    default: nil
    }
}
