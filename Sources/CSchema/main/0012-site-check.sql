-- Inspections of the county's own portal (网站检查), and what every page's footer must lead to.

-- The last inspection of each day. outcome: JSON, the report with its evidence, the warnings, and which unit answers for which page.
-- The columns repeat of it what the history shows; score in hundredths of a point.
CREATE TABLE site_check (
    site_id BIGINT NOT NULL REFERENCES site (id),
    day TEXT NOT NULL,
    finished BIGINT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('vetoed', 'below', 'passed')),
    score BIGINT NOT NULL,
    vetoes BIGINT NOT NULL,
    deductions BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (site_id, day)
);

-- Periods and points that the county has set, each set from a day on; before the first, those that the program comes with. JSON.
CREATE TABLE site_check_rules (
    site_id BIGINT NOT NULL REFERENCES site (id),
    effective TEXT NOT NULL,
    rules TEXT NOT NULL,
    PRIMARY KEY (site_id, effective)
);

-- requested: somebody wants an inspection now. begun: one is under way on some node.
CREATE TABLE site_check_schedule (
    site_id BIGINT PRIMARY KEY REFERENCES site (id),
    warning_days BIGINT NOT NULL,
    requested BIGINT,
    begun BIGINT
);

-- Addresses of 党政机关网站标识, 我为政府网站找错, 政府网站工作年度报表 and 政务服务; empty until the county has them.
ALTER TABLE site ADD COLUMN emblem_address TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN fault_report_address TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN yearly_report_address TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN services_address TEXT NOT NULL DEFAULT '';
