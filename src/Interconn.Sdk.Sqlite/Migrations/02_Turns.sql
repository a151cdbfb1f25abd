CREATE TABLE "interconn_turns" (
    "turn_key" TEXT NOT NULL CONSTRAINT "PK_interconn_turns" PRIMARY KEY,
    "number" INTEGER NOT NULL,
    "taken_at" TEXT NOT NULL
);

CREATE INDEX "ix_interconn_turns_taken" ON "interconn_turns" ("taken_at");
