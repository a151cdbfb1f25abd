namespace Interconn.Sdk.Emulators.GxbDes;

/// <summary>The codes of failure. The market's document has none.</summary>
internal static class MarketCodes
{
    // Those of the exchange, another part of the same product.
    public const string AccountNotExist = "ACCOUNT_NOT_EXIST";
    public const string Forbidden = "FORBIDDEN";
    public const string InvalidParams = "INVALID_PARAMS";
    public const string SignatureVerifyFail = "SIGNATURE_VERIFY_FAIL";

    // The emulator's own.
    public const string AccountNotBound = "ACCOUNT_NOT_BOUND";
    public const string AppliedAlready = "APPLIED_ALREADY";
    public const string Barred = "APPLICATION_BARRED";
    public const string NotExist = "NOT_EXIST";
    public const string VoteClosed = "VOTE_CLOSED";
    public const string VotedAlready = "VOTED_ALREADY";
}
