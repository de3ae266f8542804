/// Whether bytes are text in UTF-8, checked at the speed of memory.
enum UTF8Check {
    static func isText(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let text = buffer.baseAddress else { return true }
        let count = buffer.count
        var index = 0
        while index < count {
            let first = text[index]
            if first < 0x80 {
                if first < 0x20 && !(0x09...0x0D).contains(first) && first != 0x1A { return false }
                index &+= 1
            } else if first & 0xF0 == 0xE0 {
                // Two Chinese characters at once, save those whose first byte has rules of its own.
                if index &+ 8 <= count {
                    let pair = UnsafeRawPointer(text + index).loadUnaligned(as: UInt64.self).littleEndian
                    let (one, two) = (pair & 0x0F, pair &>> 24 & 0x0F)
                    if pair & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0, one != 0, one != 0xD, two != 0, two != 0xD {
                        index &+= 6
                        continue
                    }
                }
                guard index &+ 2 < count, text[index &+ 1] & 0xC0 == 0x80, text[index &+ 2] & 0xC0 == 0x80 else { return false }
                // Overlong forms and surrogates.
                if first == 0xE0 && text[index &+ 1] < 0xA0 || first == 0xED && text[index &+ 1] > 0x9F { return false }
                index &+= 3
            } else if first & 0xE0 == 0xC0 {
                guard first >= 0xC2, index &+ 1 < count, text[index &+ 1] & 0xC0 == 0x80 else { return false }
                index &+= 2
            } else {
                guard (0xF0...0xF4).contains(first), index &+ 3 < count, text[index &+ 1] & 0xC0 == 0x80,
                    text[index &+ 2] & 0xC0 == 0x80,
                    text[index &+ 3] & 0xC0 == 0x80
                else { return false }
                if first == 0xF0 && text[index &+ 1] < 0x90 || first == 0xF4 && text[index &+ 1] > 0x8F { return false }
                index &+= 4
            }
        }
        return true
    }
}
