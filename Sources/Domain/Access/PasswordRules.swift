/// Why a password is not taken.
package enum PasswordFault: Error, Sendable, Hashable {
    /// `withSecondFactor`: how few would do if a second factor were asked for; `nil` when that is the case already.
    case tooShort(shortest: Int, withSecondFactor: Int?)
    case tooLong(longest: Int)
    /// Of capitals, small letters, digits, others.
    case tooFewKinds(needed: Int)
    /// One of those that are tried first.
    case common
    /// Put together from names, years, rows of keys and the like.
    case guessable
    /// The one they have, or one of the last ones.
    case used
    case unprintable
}

extension SignInRules {
    /// Enough for any sentence; more would only be work for the machine.
    package static let longestPassword = 128

    /// Everything that is wrong with a new password.
    ///
    /// - Parameter context: words that somebody would try for this account: login, name, the county's and the unit's names.
    package func faults(in password: String, hasSecondFactor: Bool, context: [String]) -> [PasswordFault] {
        let scalars = password.unicodeScalars
        let length = scalars.count
        guard length <= Self.longestPassword else { return [.tooLong(longest: Self.longestPassword)] }
        guard scalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else { return [.unprintable] }
        var faults: [PasswordFault] = []
        let needed = hasSecondFactor ? shortestWithSecondFactor : shortest
        if length < needed {
            let fewer = shortestWithSecondFactor < shortest && !hasSecondFactor
            faults.append(.tooShort(shortest: needed, withSecondFactor: fewer ? shortestWithSecondFactor : nil))
        }
        if Self.kinds(of: scalars) < characterKinds { faults.append(.tooFewKinds(needed: characterKinds)) }
        if PasswordBlocklist.contains(password) {
            faults.append(.common)
        } else if PasswordBlocklist.isGuessable(password, context: context) {
            faults.append(.guessable)
        }
        return faults
    }

    private static func kinds(of scalars: String.UnicodeScalarView) -> Int {
        var kinds: Set<Int> = []
        for scalar in scalars {
            switch scalar {
            case "A"..."Z": kinds.insert(0)
            case "a"..."z": kinds.insert(1)
            case "0"..."9": kinds.insert(2)
            default: kinds.insert(3)
            }
        }
        return kinds.count
    }
}

/// Passwords that somebody would guess.
package enum PasswordBlocklist {
    /// A password of fewer pieces than this is guessed; a piece is a character that stands alone, or a word, year, row of keys as a whole.
    static let fewestPieces = 5

    /// Whether it is one of the most frequent, also in capitals, in full width, or with digits and signs in the place of letters.
    package static func contains(_ password: String) -> Bool {
        let folded = Folding.fold(password)
        return words.contains(folded) || words.contains(plain(folded))
    }

    /// Whether little is left of it without frequent words, the account's own words, dates, telephone numbers, repeated characters and
    /// rows of keys.
    package static func isGuessable(_ password: String, context: [String]) -> Bool {
        var own: Set<String> = []
        for word in context {
            let folded = Folding.fold(word)
            // Names of hosts and mail addresses are guessed in parts.
            for part in [folded] + folded.split(whereSeparator: { "@.-_:/ ".contains($0) }).map(String.init) {
                let length = part.unicodeScalars.count
                if length >= 3 || (length >= 2 && part.utf8.count >= 6) { own.insert(part) }
            }
        }
        let folded = Folding.fold(password)
        return [folded, plain(folded)].contains { text in
            let scalars = Array(text.unicodeScalars)
            let block = repeatedBlock(of: scalars)
            return pieces(of: block, own: own) + (block.count < scalars.count ? 1 : 0) < fewestPieces
        }
    }

    /// `ab1ab1ab1` → `ab1`; a text that repeats nothing is its own block.
    private static func repeatedBlock(of text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        for length in 1..<max(1, text.count / 2 + 1) where text.count % length == 0 {
            if zip(text, text.dropFirst(length)).allSatisfy(==) { return Array(text.prefix(length)) }
        }
        return text
    }

    /// `p@ssw0rd` → `password`.
    private static func plain(_ folded: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in folded.unicodeScalars { result.append(substitutes[scalar] ?? scalar) }
        return String(result)
    }

    private static let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
        "@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "5": "s", "$": "s", "7": "t", "8": "b",
    ]

    /// The fewest pieces that make up the text.
    private static func pieces(of text: [Unicode.Scalar], own: Set<String>) -> Int {
        var fewest = [0]
        for end in 1..<(text.count + 1) {
            var best = fewest[end - 1] + 1
            for start in max(0, end - longestPiece)..<end where end - start >= 2 && fewest[start] + 1 < best {
                if isPiece(text[start..<end], own: own) { best = fewest[start] + 1 }
            }
            fewest.append(best)
        }
        return fewest[text.count]
    }

    private static let longestPiece = 32

    private static func isPiece(_ part: ArraySlice<Unicode.Scalar>, own: Set<String>) -> Bool {
        if isRun(part) || isNumber(part) { return true }
        let text = String(String.UnicodeScalarView(part))
        if own.contains(text) { return true }
        guard part.count >= 3 else { return false }
        return words.contains(text) || keysInRow.contains(text)
    }

    /// `aaaa`, `abcd`, `4321`
    private static func isRun(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        guard part.count >= 3 else { return false }
        let steps = zip(part, part.dropFirst()).map { Int($1.value) - Int($0.value) }
        return steps.allSatisfy { $0 == steps.first } && (steps.first.map { abs($0) <= 1 } ?? false)
    }

    /// A year, a date of six or eight digits, a mobile or identity number.
    private static func isNumber(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
        guard part.allSatisfy({ ("0"..."9").contains($0) }) else { return false }
        let digits = part.map { Int($0.value - 48) }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        switch digits.count {
        case 4: return (1940...2049).contains(number(0..<4)) || isMonthAndDay(number(0..<2), number(2..<4))
        case 6: return isMonthAndDay(number(2..<4), number(4..<6)) || (1940...2049).contains(number(0..<4))
        case 8: return (1900...2099).contains(number(0..<4)) && isMonthAndDay(number(4..<6), number(6..<8))
        case 11: return digits[0] == 1 && digits[1] >= 3
        case 18: return (1900...2099).contains(number(6..<10))
        default: return false
        }
    }

    private static func isMonthAndDay(_ month: Int, _ day: Int) -> Bool { (1...12).contains(month) && (1...31).contains(day) }

    /// Every part of at least three keys of a row of keys, in either direction.
    private static let keysInRow: Set<String> = {
        let rows = [
            "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "!@#$%^&*()", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
            "qazwsxedcrfvtgbyhnujmikolp",
            "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "147258369", "159357", "123qwe", "qwe123", "!qaz@wsx#edc$rfv",
        ]
        let scalars = (rows + rows.map { String($0.reversed()) }).map { Array($0.unicodeScalars) }
        return Set(
            scalars.flatMap { row in
                row.indices.flatMap { start in
                    stride(from: start + 3, through: min(row.count, start + longestPiece), by: 1).map { end in
                        String(String.UnicodeScalarView(row[start..<end]))
                    }
                }
            })
    }()

    static let words = Set(CommonPasswords.text.split(whereSeparator: \.isWhitespace).map(String.init))
}
