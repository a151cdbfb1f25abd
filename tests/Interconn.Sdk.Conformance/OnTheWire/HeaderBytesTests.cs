using System.Text;

namespace Interconn.Sdk.Conformance.OnTheWire;

/// <summary>H31 and H33, bytes: what the server takes away before the node sees a value, and what it lets through that no value may hold.</summary>
public sealed class HeaderBytesTests : NodeOnTheWire
{
    private const string TokenSet = "urn:interconn:DATASET:LX0000010000280:d-1/1/t";

    private static readonly string[] Covered =
    [
        "x-source-node-id", "x-target-node-id", "x-timestamp", "x-nonce", "x-trace-id", "x-csrf-protection", "x-auth-sign", "x-mprac-token-set",
    ];

    [Test]
    public async Task H33_BlanksAroundAValue_AreNoPartOfIt([ValueSource(nameof(Covered))] string name)
    {
        // The server trims them, as HTTP asks of it; what is signed is the value.
        RequestDraft draft = Post();
        string head = Encoding.ASCII.GetString(draft.ToWire());
        string value = $"{name}: {draft[name]}\r\n";
        Assert.That(head, Does.Contain(value));
        byte[] spaced = Encoding.ASCII.GetBytes(head.Replace(value, $"{name}: \t  {draft[name]} \t\r\n", StringComparison.Ordinal));
        Assert.That((await Wire.SendAsync(Node, spaced)).Verdict, Is.EqualTo("200/0"));
    }

    [Test]
    public async Task H33_BlankThatIsNoneOfHttps_IsIllFormed(
        [ValueSource(nameof(Covered))] string name, [Values("\u00a0", "\u3000", "\u200b", "\ufeff", "\u0085", "\v", "\f", "\u001f")] string blank, [Values] bool isBefore)
    {
        RequestDraft draft = Post();
        draft[name] = isBefore ? blank + draft[name] : draft[name] + blank;
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H33_LetterBeyondAscii_IsIllFormed(
        [ValueSource(nameof(Covered))] string name, [Values("é", "ａ", "１", "中", "\U0001F600", "\u007f")] string letter)
    {
        RequestDraft draft = Post();
        draft[name] = letter + draft[name]![1..];
        await RefusedAsync(draft, "400/40002");
    }

    [Test]
    public async Task H31_LinesThatEndInALineFeedAlone_AreLinesToTheServerAndTheSameCallToTheNode()
    {
        // Which lines there are is the server's to say; whatever it says, it is what was signed or it is refused.
        RequestDraft draft = Post();
        string text = Encoding.ASCII.GetString(draft.ToWire());
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        string bare = text[..end].Replace("\r\n", "\n", StringComparison.Ordinal) + text[end..];
        Assert.That((await Wire.SendAsync(Node, Encoding.ASCII.GetBytes(bare))).Verdict, Is.EqualTo("200/0"));
        await RefusedAsync(Encoding.ASCII.GetBytes(bare), "409/40903");
    }

    private static RequestDraft Post()
    {
        RequestDraft draft = RequestDraft.Post(DatasetApply, Application);
        draft["x-mprac-token-set"] = TokenSet;
        return draft.Sign();
    }
}
