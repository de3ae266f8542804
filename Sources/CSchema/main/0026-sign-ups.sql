-- Who gave a place back may send the same form again.
DROP INDEX sign_up_token;
CREATE UNIQUE INDEX sign_up_token ON sign_up (gathering_id, token) WHERE token IS NOT NULL AND is_cancelled = 0;
