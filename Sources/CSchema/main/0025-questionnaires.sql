-- 问卷调查: questionnaires with their answers.

-- questions: JSON. closes: a day in China. draft_id, results_id: announcement and results at the gate.
CREATE TABLE questionnaire (
    id BIGINT PRIMARY KEY,
    site_id BIGINT NOT NULL REFERENCES site (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    title TEXT NOT NULL,
    introduction TEXT NOT NULL,
    questions TEXT NOT NULL,
    closes TEXT NOT NULL,
    draft_id BIGINT REFERENCES draft (id),
    results_id BIGINT REFERENCES draft (id),
    version BIGINT NOT NULL
);
CREATE INDEX questionnaire_site ON questionnaire (site_id, id);
CREATE INDEX questionnaire_draft ON questionnaire (draft_id);
CREATE INDEX questionnaire_results ON questionnaire (results_id);

-- Without names. token: digest of the form that it came with. answers: JSON.
CREATE TABLE questionnaire_answer (
    id BIGINT PRIMARY KEY,
    questionnaire_id BIGINT NOT NULL REFERENCES questionnaire (id),
    token BYTEA NOT NULL,
    answers TEXT NOT NULL,
    received BIGINT NOT NULL,
    UNIQUE (questionnaire_id, token)
);
CREATE INDEX questionnaire_answer_order ON questionnaire_answer (questionnaire_id, id);
