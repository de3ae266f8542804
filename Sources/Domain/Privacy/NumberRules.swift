/// What a run of digits and letters is.
extension ScanPass {
    /// - Returns: where to go on.
    mutating func takeNumber(at start: Int) -> Int {
        token.read(window, from: start)
        let end = token.runEnd
        // Broken sequences may look like full-width digits to the table.
        if token.run.isEmpty { return start + 1 }
        // The first part of a mailbox is taken with its `@`.
        if token.isTooLong || window.unit(at: end).value == 0x40 { return end }
        if !token.isDigits { return takeMixedRun(from: start) }
        if token.run.count == 1, token.groups.count == 1 { return end }
        if isDecimal(start: start, end: end) { return end }
        if let taken = takeIdentity() ?? takeMobile() ?? takeBankCard() ?? takeLandline() { return max(end, taken) }
        return end
    }

    // MARK: Runs with letters

    private mutating func takeMixedRun(from start: Int) -> Int {
        let run = token.run
        let end = token.runEnd
        if !run.contains(where: NumberToken.isDigit) { return isWebAddress(run, before: end) ? endOfWebAddress(from: end) : end }
        if run.count == 18, run.dropLast().allSatisfy(NumberToken.isDigit), NumberToken.isX(run[17]) {
            return takeIdentity() ?? end
        }
        let letters = run.prefix(while: NumberToken.isLetter).count
        let number = run.dropFirst(letters)
        // A student's number (学籍号) is a letter and an ID number; others write `ID`, `NO` or `TEL` before.
        if letters <= 4, number.count == 18, isIdentity(number) {
            add(.idCard, token.place(number.indices), 0.9, "十八位号码校验位、出生日期和地区码都相符，是公民身份号码。")
            return end
        }
        if letters <= 6, number.count == 11, number.allSatisfy(NumberToken.isDigit), isMobile(number),
            ["tel", "phone", "mob", "mobile"].contains(String(decoding: run.prefix(letters), as: UTF8.self).lowercased())
        {
            add(.mobile, token.place(number.indices), 0.9, "是十一位手机号码。")
            return end
        }
        if isPassport(run), window.last(of: Self.passportWords, before: start, within: 90) != nil {
            add(.passport, token.place(run.indices), 0.95, "号码前写有护照或者通行证，形式也相符。")
        }
        return end
    }

    /// One letter and seven or eight digits, or two letters and seven digits.
    private func isPassport(_ run: ArraySlice<UInt8>) -> Bool {
        let letters = run.prefix(while: NumberToken.isLetter).count
        guard run.dropFirst(letters).allSatisfy(NumberToken.isDigit), let first = run.first else { return false }
        let isKnown = "EeGgDdSsPpHhMmCcWwKkLlTt".utf8.contains(first)
        return isKnown && (letters == 1 && (8...10).contains(run.count) || letters == 2 && run.count == 9)
    }

    private func isWebAddress(_ run: ArraySlice<UInt8>, before end: Int) -> Bool {
        let word = String(decoding: run, as: UTF8.self).lowercased()
        switch word {
        case "http", "https", "ftp": return window.matches(Array("://".utf8), at: end)
        case "www": return window.matches([0x2E], at: end)
        default: return false
        }
    }

    private func endOfWebAddress(from start: Int) -> Int {
        var place = start
        while place < window.count, (0x21...0x7E).contains(window.text[place]), window.text[place] != 0x22, window.text[place] != 0x3C {
            place += 1
        }
        return place
    }

    // MARK: ID numbers

    private func isIdentity(_ number: ArraySlice<UInt8>) -> Bool {
        guard number.count == 18, IdentityNumber.hasKnownArea(number), let birthday = IdentityNumber.birthday(number),
            birthday <= scanner.referenceDay ?? Self.lastBirthday, let last = number.last
        else { return false }
        return IdentityNumber.checkCharacter(number.prefix(17)) == (last == 0x78 ? 0x58 : last)
    }

    /// The longest joined groups that make an ID number.
    private mutating func takeIdentity() -> Int? {
        for last in token.groups.indices {
            let number = token.values[0..<token.groups[last].range.upperBound]
            guard number.count >= 15 else { continue }
            if number.count > 18 { return nil }
            let place = token.place(number.indices)
            if number.count == 18, isIdentity(number) {
                if IdentityNumber.isCreditCode(number), hasLabel(Self.creditCodeWords, before: place) { return place.upperBound }
                add(.idCard, place, 0.99, "十八位号码校验位、出生日期和地区码都相符，是公民身份号码。")
                return place.upperBound
            }
            if number.count == 18, IdentityNumber.isCreditCode(number) { return place.upperBound }
            let isLabelled = hasLabel(Self.identityWords, before: place)
            if number.count == 18, isLabelled, IdentityNumber.birthday(number) != nil {
                add(.idCard, place, 0.75, "号码前写有身份证字样；校验位不符，可能录入有误，但仍可能识别到个人。")
                return place.upperBound
            }
            if number.count == 15, last == 0, number.allSatisfy(NumberToken.isDigit), IdentityNumber.hasKnownArea(number),
                IdentityNumber.birthday(number) != nil, !hasLabel(Self.serialWords, before: place)
            {
                add(.idCard, place, isLabelled ? 0.95 : 0.45, "十五位号码的地区码和出生日期相符，是旧式身份证号的形式。")
                return place.upperBound
            }
        }
        return nil
    }

    // MARK: Phones

    private func isMobile(_ number: ArraySlice<UInt8>) -> Bool {
        number.count == 11 && number.first == 0x31 && (0x33...0x39).contains(number[number.startIndex + 1])
    }

    private mutating func takeMobile() -> Int? {
        var first = 0
        // A country's code before.
        if token.groups.count > 1, Self.countryCodes.contains(String(decoding: token.run, as: UTF8.self)) { first = 1 }
        var start = token.groups[first].range.lowerBound
        let head = token.groups[first].range
        if first == 0, let code = Self.countryCodes.first(where: { token.run.starts(with: $0.utf8) }),
            head.count == 11 + code.utf8.count || hasPlus(before: token.places[0])
        {
            start += code.utf8.count
        }
        var sizes: [Int] = []
        for index in first..<token.groups.count {
            let group = token.groups[index].range
            sizes.append(index == first ? group.upperBound - start : group.count)
            let number = token.values[start..<group.upperBound]
            if number.count > 11 { return nil }
            guard number.count == 11, isMobile(number), number.allSatisfy(NumberToken.isDigit), Self.mobileGroups.contains(sizes) else {
                continue
            }
            let place = token.place(number.indices)
            if isAmount(after: place.upperBound) || isInPath(before: place.lowerBound) { return place.upperBound }
            if hasLabel(Self.serialWords, before: place), !hasLabel(Self.phoneWords, before: place) { return place.upperBound }
            let isJoined = sizes.count == 1
            add(.mobile, place, isJoined || first == 1 ? 0.9 : 0.8, "是十一位手机号码。")
            return place.upperBound
        }
        return nil
    }

    private func hasPlus(before place: Int) -> Bool {
        place > 0 && window.unit(at: window.before(place)).value == 0x2B
    }

    private mutating func takeLandline() -> Int? {
        let groups = token.groups
        let area = groups[0].range.count
        guard token.values[0] == 0x30, let second = token.values.dropFirst().first, second != 0x30 else { return nil }
        var number: Range<Int>?
        if groups.count > 1, area == Self.areaLength(second), (7...8).contains(groups[1].range.count),
            groups[1].separator != 0x20 || groups.count == 2
        {
            number = 0..<groups[1].range.upperBound
        } else if groups.count > 2, area == Self.areaLength(second),
            groups[1].range.count + groups[2].range.count == 7 + (area == 3 ? 1 : 0),
            groups[1].range.count >= 3
        {
            number = 0..<groups[2].range.upperBound
        } else if area == Self.areaLength(second) + 7 || area == Self.areaLength(second) + 8 {
            number = 0..<area
        }
        guard let number, let first = token.values[number].dropFirst(Self.areaLength(second)).first, (0x32...0x38).contains(first) else {
            return nil
        }
        let place = token.place(number)
        let home = window.last(of: Self.homePhoneWords, before: place.lowerBound, within: 90)
        let office = window.last(of: Self.officePhoneWords, before: place.lowerBound, within: 150)
        if let home, home >= office ?? 0 {
            add(.landline, place, 0.9, "号码前写明是住宅或者家庭电话。")
        } else if office == nil, !isInPath(before: place.lowerBound), !hasLabel(Self.serialWords, before: place) {
            add(.landline, place, 0.4, "是固定电话号码，看不出是办公电话还是住宅电话。")
        }
        return place.upperBound
    }

    /// Beijing and the cities under 02 have areas of three digits, all others of four.
    private static func areaLength(_ second: UInt8) -> Int { second == 0x31 || second == 0x32 ? 3 : 4 }

    // MARK: Bank cards

    private mutating func takeBankCard() -> Int? {
        for last in token.groups.indices.reversed() {
            let number = token.values[0..<token.groups[last].range.upperBound]
            guard (13...21).contains(number.count), number.allSatisfy(NumberToken.isDigit) else { continue }
            if last > 0, !token.groups[0..<last].allSatisfy({ $0.range.count >= 4 }) { continue }
            let place = token.place(number.indices)
            if isAmount(after: place.upperBound) || isInPath(before: place.lowerBound) { return nil }
            let label = window.last(of: Self.bankWords, before: place.lowerBound, within: 90)
            let isCard = IdentityNumber.passesLuhn(number) && IdentityNumber.isCardNumber(number)
            let body = window.last(of: Self.bodyWords, before: place.lowerBound, within: 150)
            let serial = window.last(of: Self.serialWords, before: place.lowerBound, within: 60)
            if isCard, label != nil, label ?? 0 >= serial ?? 0 {
                add(.bankCard, place, 0.95, "号码前写有银行或者账号字样，发卡标识和校验位都相符。")
            } else if isCard, serial == nil, number.count >= 16, number.starts(with: "62".utf8) {
                add(.bankCard, place, 0.85, "发卡标识是银联卡，校验位相符。")
            } else if label != nil, serial == nil, body == nil, number.count >= 15, last == 0 || token.groups[0].range.count == 4 {
                add(.bankCard, place, 0.55, "号码前写有银行或者账号字样；校验位不符，可能是存折账号或者录入有误。")
            } else {
                continue
            }
            return place.upperBound
        }
        return nil
    }

    // MARK: Mailboxes

    mutating func takeEmail(at index: Int) -> Int {
        var start = index
        while start > 0, index - start < 64 {
            let before = window.before(start)
            let value = window.unit(at: before).value
            guard NumberToken.isDigit(value) || NumberToken.isLetter(value) || ".-_+%".utf8.contains(value) else { break }
            start = before
        }
        while start < index, ".-_+%".utf8.contains(window.unit(at: start).value) { start += window.unit(at: start).width }
        let domain = index + window.unit(at: index).width
        var (end, lastDot, labelStart) = (domain, 0, domain)
        while end - domain < 120 {
            let (value, width) = window.unit(at: end)
            if value == 0x2E || value == 0x2D {
                if end == labelStart { break }
                if value == 0x2E { lastDot = end }
                labelStart = end + width
            } else if !NumberToken.isDigit(value) && !NumberToken.isLetter(value) {
                break
            }
            end += width
        }
        if labelStart == end, lastDot > 0 { end = window.before(labelStart) }
        guard start < index, lastDot > domain, end - lastDot > 2, NumberToken.isLetter(window.unit(at: window.before(end)).value) else {
            return domain
        }
        if window.contains(Self.governmentDomains, in: domain..<end) { return end }
        let isOffice = window.last(of: Self.officeMailWords, before: start, within: 90) != nil
        let isOwn = window.last(of: Self.ownMailWords, before: start, within: 60) != nil
        add(
            .email, start..<end, isOwn ? 0.9 : isOffice ? 0.4 : 0.7,
            isOffice ? "是电子邮箱；前面写有办事、反馈一类字样，请确认是单位邮箱。" : "是电子邮箱，不是政务邮箱。")
        return end
    }
}
