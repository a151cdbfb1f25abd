CREATE TABLE interconn_turns (
    turn_key text NOT NULL,
    number bigint NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    CONSTRAINT "PK_interconn_turns" PRIMARY KEY (turn_key)
);

CREATE INDEX ix_interconn_turns_taken ON interconn_turns (taken_at);
