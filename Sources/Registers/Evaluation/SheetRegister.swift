package import Domain
package import Persistence

/// Sheets, their evidence, appeals and moderations of rounds (评分表、佐证材料、申诉、复核裁定).
package struct SheetRegister {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    // MARK: Sheets

    package func sheets(of round: EvaluationRound.ID) throws -> [ScoreSheet] {
        try transaction.rows(
            "SELECT * FROM evaluation_sheet WHERE round_id = \(round) ORDER BY assessor, unit_id, holder", Self.sheet)
    }

    package func find(
        _ assessor: String, _ unit: OrganisationUnit.ID, _ holder: SheetHolder, in round: EvaluationRound.ID
    ) throws -> ScoreSheet? {
        try transaction.first(
            """
            SELECT * FROM evaluation_sheet
            WHERE round_id = \(round) AND assessor = \(assessor) AND unit_id = \(unit) AND holder = \(holder.text)
            """, Self.sheet)
    }

    /// - Throws: `StoreError.stale` when somebody else was faster.
    package func put(_ sheet: ScoreSheet, in round: EvaluationRound.ID) throws {
        let answers = try StoredJSON.text(sheet.answers)
        let changed = try transaction.execute(
            """
            INSERT INTO evaluation_sheet (id, round_id, assessor, unit_id, holder, answers, submitted, signature, version)
            VALUES (\(sheet.id), \(round), \(sheet.assessor), \(sheet.unit), \(sheet.holder.text), \(answers), \(sheet.submitted),
                \(sheet.signature), 1)
            ON CONFLICT (round_id, assessor, unit_id, holder) DO UPDATE SET answers = excluded.answers, submitted = excluded.submitted,
                signature = excluded.signature, version = evaluation_sheet.version + 1
            WHERE evaluation_sheet.version = \(sheet.version)
            """)
        guard changed == 1 else { throw StoreError.stale(subject: "评分表") }
    }

    private static func sheet(_ row: ResultRow) throws -> ScoreSheet {
        let (text, holder): (String, String) = (try row["answers"], try row["holder"])
        guard let holder = SheetHolder(text: holder) else { throw StoreError.unexpectedValue(column: "holder") }
        return ScoreSheet(
            id: try row["id"], assessor: try row["assessor"], unit: try row["unit_id"], holder: holder,
            answers: try StoredJSON.read(text), submitted: try row["submitted"],
            signature: try row["signature"], version: try row["version"])
    }

    // MARK: Files

    /// Evidence that lies in the file store.
    package struct File: Sendable, Hashable {
        package typealias ID = Identifier<File>

        package let id: ID
        package let sheet: ScoreSheet.ID?
        package let order: RectificationOrder.ID?
        /// Empty for an order.
        package let leaf: String
        package let name: String
        package let mediaType: String
        package let sizeInBytes: Int
        package let digest: String
        package let added: Instant
        package let signature: String

        package init(
            id: ID, sheet: ScoreSheet.ID?, order: RectificationOrder.ID?, leaf: String, name: String, mediaType: String, sizeInBytes: Int,
            digest: String, added: Instant, signature: String
        ) {
            self.id = id
            self.sheet = sheet
            self.order = order
            self.leaf = leaf
            self.name = name
            self.mediaType = mediaType
            self.sizeInBytes = sizeInBytes
            self.digest = digest
            self.added = added
            self.signature = signature
        }
    }

    package func files(of round: EvaluationRound.ID) throws -> [File] {
        try transaction.rows("SELECT * FROM evaluation_file WHERE round_id = \(round) ORDER BY id") { row in
            File(
                id: try row["id"], sheet: try row["sheet_id"], order: try row["order_id"], leaf: try row["leaf"], name: try row["name"],
                mediaType: try row["media_type"], sizeInBytes: try row["size"], digest: try row["digest"], added: try row["added"],
                signature: try row["signature"])
        }
    }

    package func insert(_ file: File, in round: EvaluationRound.ID) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_file (id, round_id, sheet_id, order_id, leaf, name, media_type, size, digest, added, signature)
            VALUES (\(file.id), \(round), \(file.sheet), \(file.order), \(file.leaf), \(file.name), \(file.mediaType), \(file.sizeInBytes),
                \(file.digest), \(file.added), \(file.signature))
            """)
    }

    // MARK: Appeals

    package func appeals(of round: EvaluationRound.ID) throws -> [ScoreAppeal] {
        try transaction.rows("SELECT * FROM evaluation_appeal WHERE round_id = \(round) ORDER BY id") { row in
            let (isGranted, answered): (Bool?, Instant?) = (try row["is_granted"], try row["answered"])
            var answer: ScoreAppeal.Answer?
            if let isGranted, let answered {
                answer = ScoreAppeal.Answer(
                    isGranted: isGranted, reason: try row["answer"], time: answered, signature: try row["answered_by"])
            }
            return ScoreAppeal(
                id: try row["id"], unit: try row["unit_id"], assessor: try row["assessor"], leaf: try row["leaf"],
                reason: try row["reason"],
                filed: try row["filed"], signature: try row["signature"], answer: answer)
        }
    }

    package func insert(_ appeal: ScoreAppeal, in round: EvaluationRound.ID) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_appeal (id, round_id, unit_id, assessor, leaf, reason, filed, signature, is_granted, answer, answered,
                answered_by)
            VALUES (\(appeal.id), \(round), \(appeal.unit), \(appeal.assessor), \(appeal.leaf), \(appeal.reason), \(appeal.filed),
                \(appeal.signature), NULL, '', NULL, '')
            """)
    }

    package func answer(_ appeal: ScoreAppeal.ID, _ answer: ScoreAppeal.Answer) throws {
        try transaction.execute(
            """
            UPDATE evaluation_appeal SET is_granted = \(answer.isGranted), answer = \(answer.reason), answered = \(answer.time),
                answered_by = \(answer.signature)
            WHERE id = \(appeal)
            """)
    }

    // MARK: Moderations

    /// A decision of the office with who made it.
    package struct Moderated: Sendable {
        package let assessor: String
        package let unit: OrganisationUnit.ID
        package let leaf: String
        package let entry: Submission.Entry
        package let reason: String
        package let time: Instant
        package let signature: String

        package init(
            assessor: String, unit: OrganisationUnit.ID, leaf: String, entry: Submission.Entry, reason: String, time: Instant,
            signature: String
        ) {
            self.assessor = assessor
            self.unit = unit
            self.leaf = leaf
            self.entry = entry
            self.reason = reason
            self.time = time
            self.signature = signature
        }
    }

    /// In the order in which they were made; of several about one leaf the last counts.
    package func moderations(of round: EvaluationRound.ID) throws -> [Moderated] {
        try transaction.rows("SELECT * FROM evaluation_moderation WHERE round_id = \(round) ORDER BY id") { row in
            Moderated(
                assessor: try row["assessor"], unit: try row["unit_id"], leaf: try row["leaf"],
                entry: try StoredJSON.read(try row["entry"]), reason: try row["reason"],
                time: try row["time"], signature: try row["signature"])
        }
    }

    package func insert(_ moderated: Moderated, key: Int64, in round: EvaluationRound.ID) throws {
        try transaction.execute(
            """
            INSERT INTO evaluation_moderation (id, round_id, assessor, unit_id, leaf, entry, reason, time, signature)
            VALUES (\(key), \(round), \(moderated.assessor), \(moderated.unit), \(moderated.leaf),
                \(try StoredJSON.text(moderated.entry)), \(moderated.reason), \(moderated.time), \(moderated.signature))
            """)
    }
}
