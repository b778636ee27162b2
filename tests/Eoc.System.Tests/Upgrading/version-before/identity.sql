BEGIN TRANSACTION;
CREATE TABLE "account_claims" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_account_claims" PRIMARY KEY AUTOINCREMENT,
    "UserId" TEXT NOT NULL,
    "ClaimType" TEXT NULL,
    "ClaimValue" TEXT NULL,
    CONSTRAINT "FK_account_claims_accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "account_logins" (
    "LoginProvider" TEXT NOT NULL,
    "ProviderKey" TEXT NOT NULL,
    "ProviderDisplayName" TEXT NULL,
    "UserId" TEXT NOT NULL,
    CONSTRAINT "PK_account_logins" PRIMARY KEY ("LoginProvider", "ProviderKey"),
    CONSTRAINT "FK_account_logins_accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "account_tokens" (
    "UserId" TEXT NOT NULL,
    "LoginProvider" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_account_tokens" PRIMARY KEY ("UserId", "LoginProvider", "Name"),
    CONSTRAINT "FK_account_tokens_accounts_UserId" FOREIGN KEY ("UserId") REFERENCES "accounts" ("Id") ON DELETE CASCADE
);
CREATE TABLE "accounts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    "Realm" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Role" INTEGER NOT NULL,
    "Agency" TEXT NOT NULL,
    "Audiences" TEXT NOT NULL,
    "Disabled" INTEGER NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "UsedStep" INTEGER NOT NULL,
    "UserName" TEXT NULL,
    "NormalizedUserName" TEXT NULL,
    "Email" TEXT NULL,
    "NormalizedEmail" TEXT NULL,
    "EmailConfirmed" INTEGER NOT NULL,
    "PasswordHash" TEXT NULL,
    "SecurityStamp" TEXT NULL,
    "ConcurrencyStamp" TEXT NULL,
    "PhoneNumber" TEXT NULL,
    "PhoneNumberConfirmed" INTEGER NOT NULL,
    "TwoFactorEnabled" INTEGER NOT NULL,
    "LockoutEnd" INTEGER NULL,
    "LockoutEnabled" INTEGER NOT NULL,
    "AccessFailedCount" INTEGER NOT NULL
);
INSERT INTO "accounts" VALUES('01A2058C-7FA0-7862-A570-7E2F6675DC21','live','admin',5,'eoc','',0,1795389423521247,0,'live/admin','LIVE/ADMIN',NULL,NULL,0,'AQAAAAIAAzRQAAAAEFWN2vUAywwGsmZo06fplRdSJWH5olA4QEELx13TarJA8ImqausQLutMIzYouENdCQ==','01a2058c-910c-7981-9b5e-7545ef2e77a6','2382d047-a973-4c89-8b23-1d12eb73e070',NULL,0,0,NULL,0,0);
INSERT INTO "accounts" VALUES('0198C5A2-7B1E-7C3D-9000-000000000001','live','kim',1,'cfd','',0,1795389428546938,0,'live/kim','LIVE/KIM',NULL,NULL,0,'AQAAAAIAAzRQAAAAEDWMQLTiomlHtPxKRvRE15k9UYk91kWBCLLYiKCmNLEVSnC5ZwYhXOj467Zajnj4yw==','01a2058c-9590-73f3-b0aa-95f791191af0','e700ca42-b291-41ea-9ec1-1eac23cb09c2',NULL,0,0,NULL,0,0);
CREATE TABLE "audit" (
    "Position" INTEGER NOT NULL CONSTRAINT "PK_audit" PRIMARY KEY AUTOINCREMENT,
    "At" INTEGER NOT NULL,
    "Actor" TEXT NOT NULL,
    "Source" TEXT NOT NULL,
    "Action" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Outcome" TEXT NOT NULL,
    "Times" INTEGER NOT NULL
);
INSERT INTO "audit" VALUES(1,1795389423521247,'system','','account.created','live/admin','done',1);
INSERT INTO "audit" VALUES(2,1795389427202837,'live/admin','127.0.0.1','session.begun','01a2058c-8e07-777b-a374-57ce94c0b13e','done',1);
INSERT INTO "audit" VALUES(3,1795389427991505,'live/admin','127.0.0.1','password.set','live/admin','done',1);
INSERT INTO "audit" VALUES(4,1795389428183172,'live/admin','127.0.0.1','session.begun','01a2058c-91d7-72fa-9d87-2f9e5937c4cc','done',1);
INSERT INTO "audit" VALUES(5,1795389428546938,'live/admin','127.0.0.1','account.created','live/kim','done',1);
INSERT INTO "audit" VALUES(6,1795389429611437,'live/kim','127.0.0.1','session.begun','01a2058c-976b-7066-8869-dbc3829711f6','done',1);
CREATE TABLE "data_protection_keys" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_data_protection_keys" PRIMARY KEY AUTOINCREMENT,
    "FriendlyName" TEXT NULL,
    "Xml" TEXT NULL
);
CREATE TABLE "sessions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    "TokenHash" BLOB NOT NULL,
    "AccountId" TEXT NULL,
    "Stamp" TEXT NULL,
    "Realm" TEXT NOT NULL,
    "Account" TEXT NOT NULL,
    "Role" INTEGER NOT NULL,
    "Agency" TEXT NOT NULL,
    "Audiences" TEXT NOT NULL,
    "Unit" TEXT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "LastSeenAt" INTEGER NOT NULL,
    "ExpiresAt" INTEGER NOT NULL,
    "IdleLimit" INTEGER NOT NULL,
    "Address" TEXT NOT NULL,
    CONSTRAINT "FK_sessions_accounts_AccountId" FOREIGN KEY ("AccountId") REFERENCES "accounts" ("Id")
);
CREATE INDEX "IX_account_claims_UserId" ON "account_claims" ("UserId");
CREATE INDEX "IX_account_logins_UserId" ON "account_logins" ("UserId");
CREATE INDEX "EmailIndex" ON "accounts" ("NormalizedEmail");
CREATE UNIQUE INDEX "IX_accounts_Realm_Name" ON "accounts" ("Realm", "Name");
CREATE UNIQUE INDEX "UserNameIndex" ON "accounts" ("NormalizedUserName");
CREATE INDEX "IX_sessions_AccountId" ON "sessions" ("AccountId");
CREATE INDEX "IX_sessions_Realm_Account" ON "sessions" ("Realm", "Account");
CREATE UNIQUE INDEX "IX_sessions_TokenHash" ON "sessions" ("TokenHash");
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('audit',6);
INSERT INTO "sqlite_sequence" VALUES('data_protection_keys',1);
COMMIT;
