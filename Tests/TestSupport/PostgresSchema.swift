#if PostgreSQL
    import Persistence
    import PersistencePostgres

    /// A schema of its own in the shared server: nothing of another test is in sight.
    enum PostgresSchema {
        static func make(in server: String) async throws -> String {
            let name = "t\(UInt64.random(in: 0..<UInt64.max))"
            let admin = try await PostgresDatastore(address: server, connections: 1)
            try await admin.write { try $0.execute(script: "CREATE SCHEMA \(name)") }
            try await admin.close()
            return name
        }

        static func open(_ name: String, in server: String) async throws -> PostgresDatastore {
            try await PostgresDatastore(address: "\(server)&options=-csearch_path%3D\(name)", connections: 4)
        }
    }

    /// Schemas with all tables, as they are after an installation was prepared. Making one takes a second, emptying one milliseconds: a test
    /// gives its own back.
    actor PreparedSchemas {
        static let shared = PreparedSchemas()

        private var free: [String] = []

        func take() -> String? { free.popLast() }

        /// To be called before the first test that uses it: what stands in the tables now is what stands there for the next one.
        static func remember(_ store: PostgresDatastore) async throws {
            try await store.write {
                try $0.execute(
                    script: """
                        DO $$ DECLARE name text; filled boolean; BEGIN
                            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
                                EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
                                IF filled THEN EXECUTE format('CREATE TABLE %I AS TABLE %I', 'first_' || name, name); END IF;
                            END LOOP;
                        END $$
                        """)
            }
        }

        /// Puts the tables back and keeps the schema for another test.
        func giveBack(_ name: String, _ store: PostgresDatastore) async throws {
            try await store.write {
                // References between tables that are all put back need no looking after.
                try $0.execute(
                    script: """
                        SET LOCAL session_replication_role = replica;
                        DO $$ DECLARE name text; BEGIN
                            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND left(tablename, 6) <> 'first_' LOOP
                                EXECUTE format('DELETE FROM %I', name);
                            END LOOP;
                            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND left(tablename, 6) = 'first_' LOOP
                                EXECUTE format('INSERT INTO %I SELECT * FROM %I', substr(name, 7), name);
                            END LOOP;
                        END $$
                        """)
            }
            free.append(name)
        }
    }
#endif
