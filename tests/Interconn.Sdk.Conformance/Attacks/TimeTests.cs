using System.Globalization;
using System.Text;
using Interconn.Sdk.Nodes;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Interconn.Sdk.Conformance.Attacks;

/// <summary>T26 to T29: timestamps, clocks that jump, contracts that end.</summary>
public sealed class TimeTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private AttackedNode node = null!;

    [SetUp]
    public async Task StartAsync()
    {
        node = await AttackedNode.StartAsync();
        // Away from its start, before which nothing is taken in any case (R21).
        node.Clock.Advance(Hour);
    }

    [TearDown]
    public async Task StopAsync() => await node.DisposeAsync();

    [TestCase(-300_000)]
    [TestCase(-299_999)]
    [TestCase(300_000)]
    public async Task T26_TimestampAtTheEdgeOfTheTolerance_IsServed(int milliseconds) =>
        await node.ServesAsync(RequestDraft.Post(AttackedNode.Write, AttackedNode.Written, node.Clock.Now.AddMilliseconds(milliseconds)));

    [TestCase(-300_001)]
    [TestCase(300_001)]
    [TestCase(-86_400_000)]
    [TestCase(2_000_000_000)]
    public async Task T26_TimestampBeyondTheTolerance_IsRefusedAndItsNonceIsNotRecorded(int milliseconds)
    {
        RequestDraft draft = RequestDraft.Post(AttackedNode.Write, AttackedNode.Written, node.Clock.Now.AddMilliseconds(milliseconds));

        WireAnswer answer = await node.RefusesAsync(draft, "401/40102");

        Assert.That(answer.Body, Is.EqualTo("""{"code":40102,"msg":"timestamp outside the tolerance","data":{}}"""));
        draft["x-timestamp"] = Timestamp(node.Clock.Now);
        await node.ServesAsync(draft.Sign());
    }

    [TestCase("3.1")]
    [TestCase("3.6")]
    [TestCase("3.7")]
    public async Task T26_TimestampBeyondTheTolerance_IsRefusedOnExemptEndpointsToo(string section)
    {
        RequestDraft draft = node.Sample(section);
        draft["x-timestamp"] = Timestamp(node.Clock.Now.AddMilliseconds(-300_001));
        await node.RefusesAsync(draft.Sign(), "401/40102");
    }

    [TestCase(1)]
    [TestCase(3_600_000)]
    public async Task T26_ToleranceOfTheOptions_IsInclusiveToo(int milliseconds)
    {
        await using AttackedNode other = await AttackedNode.StartAsync(
            configure: options => options.TimestampTolerance = TimeSpan.FromMilliseconds(milliseconds));
        other.Clock.Advance(Hour * 3);

        await other.ServesAsync(RequestDraft.Get(AttackedNode.Read, other.Clock.Now.AddMilliseconds(-milliseconds)));
        await other.RefusesAsync(RequestDraft.Get(AttackedNode.Read, other.Clock.Now.AddMilliseconds(-milliseconds - 1)), "401/40102");
    }

    private static IEnumerable<TestCaseData> OtherForms()
    {
        yield return Row("seconds", static ms => ms[..10]);
        yield return Row("12 digits", static ms => ms[..12]);
        yield return Row("14 digits", static ms => ms + "0");
        yield return Row("16 digits", static ms => ms + "000");
        yield return Row("a zero in front", static ms => "0" + ms[1..]);
        yield return Row("a zero too many in front", static ms => "0" + ms);
        yield return Row("negative", static ms => "-" + ms[1..]);
        yield return Row("negative, 13 digits", static ms => "-" + ms);
        yield return Row("a plus", static ms => "+" + ms);
        yield return Row("a blank inside", static ms => ms[..6] + " " + ms[7..]);
        yield return Row("a fraction", static ms => ms + ".0");
        yield return Row("a fraction of seconds", static ms => ms[..10] + "." + ms[10..12]);
        yield return Row("an exponent", static ms => ms[..9] + "e" + ms[10..]);
        yield return Row("thousands", static ms => ms[..10] + "," + ms[11..]);
        yield return Row("hex", static ms => "0x" + ms[2..]);
        yield return Row("full-width digits", static ms => string.Concat(ms.Select(digit => (char)(digit + 0xFEE0))));
        yield return Row("one Arabic digit", static ms => ms[..12] + "٣");
        yield return Row("beyond Int64", static _ => "99999999999999999999");
        yield return Row("a date", static _ => "20260504T0402");
        yield return Row("empty", static _ => "");

        static TestCaseData Row(string name, Func<string, string> spell) => new TestCaseData(spell).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(OtherForms))]
    public async Task T27_TimestampOfAnotherForm_IsAnIllFormedHeader(Func<string, string> spell)
    {
        RequestDraft draft = node.Get();
        string good = draft["x-timestamp"]!;
        draft["x-timestamp"] = spell(good);

        await node.RefusesAsync(draft.Sign(), "400/40002");

        Assert.That(node.RefusalReason, Does.Contain("x-timestamp"));
        draft["x-timestamp"] = good;
        await node.ServesAsync(draft.Sign());
    }

    [Test]
    public async Task T27_SecondsOfAPartnerThatSendsThem_AreServedAndHeldToTheTolerance()
    {
        await using AttackedNode compatible = await AttackedNode.StartAsync(configure: options =>
        {
            options.Partners[0].Compatibility = new PartnerCompatibility { TimestampInSeconds = true };
            options.Partners.Add(TestNode.Partner(TestKeys.StrangerKey, "JG0200000000000", "c-02"));
        });
        compatible.Clock.Advance(Hour);

        RequestDraft Seconds(int off)
        {
            RequestDraft draft = compatible.Get();
            draft["x-timestamp"] = compatible.Clock.Now.AddSeconds(off).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            return draft.Sign();
        }

        RequestDraft inSeconds = Seconds(0);
        await compatible.ServesAsync(inSeconds);
        await compatible.RefusesAsync(inSeconds, "409/40903");
        await compatible.ServesAsync(compatible.Get(), "milliseconds are read from it too");
        await compatible.ServesAsync(Seconds(-300));
        await compatible.RefusesAsync(Seconds(-301), "401/40102");
        await compatible.RefusesAsync(Seconds(301), "401/40102");

        // The other partners of this node keep to the standard.
        RequestDraft other = Seconds(0);
        other["x-source-node-id"] = "JG0200000000000";
        await compatible.RefusesAsync(other.Sign(TestKeys.StrangerKey), "400/40002");
    }

    [Test]
    public async Task T28_WallClockThatJumpsForwardAndBack_MakesNoSeenCallFresh()
    {
        RequestDraft seen = node.Post();
        DateTimeOffset then = node.Clock.Now;
        await node.ServesAsync(seen);

        foreach (TimeSpan jump in new[] { TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), TimeSpan.FromDays(3650) })
        {
            node.Clock.SetWallClock(then + jump);
            await node.RefusesAsync(seen, "401/40102", $"at +{jump}");
            // New calls sweep as they come; among them some of every part of the guard.
            for (int i = 0; i < 64; i++)
            {
                await node.ServesAsync(node.Get());
            }

            node.Clock.SetWallClock(then);
            await node.RefusesAsync(seen, "409/40903", $"back from +{jump}");
        }
    }

    [Test]
    public async Task T28_WallClockThatJumpsBack_MakesNoSeenCallFresh()
    {
        RequestDraft seen = node.Post();
        DateTimeOffset then = node.Clock.Now;
        await node.ServesAsync(seen);

        node.Clock.SetWallClock(then - (Hour / 2));
        await node.RefusesAsync(seen, "401/40102");
        await node.ServesAsync(node.Get());
        // Half an hour and more passes by the clock that nobody sets: long enough for the entry by that clock alone.
        node.Clock.Advance(Hour / 2);
        for (int i = 0; i < 64; i++)
        {
            await node.ServesAsync(node.Get());
        }

        await node.RefusesAsync(seen, "409/40903");
    }

    [Test]
    public async Task T28_WallClockThatJumpsForward_EvictsNothingAtOnce()
    {
        var guard = (InMemoryReplayGuard)node.Host.Services.GetRequiredService<IReplayGuard>();
        for (int i = 0; i < 100; i++)
        {
            await node.ServesAsync(node.Get());
        }

        node.Clock.SetWallClock(node.Clock.Now + TimeSpan.FromDays(1));
        await node.ServesAsync(node.Get());

        Assert.That(guard.Count, Is.EqualTo(101));
    }

    [Test]
    public async Task T28_TimeThatPasses_GivesTheWholeMemoryBack()
    {
        const int Quota = 40;
        await using AttackedNode small = await AttackedNode.StartAsync(configure: options => options.MaxNoncesPerPartner = Quota);
        var guard = (InMemoryReplayGuard)small.Host.Services.GetRequiredService<IReplayGuard>();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Quota; i++)
            {
                await small.ServesAsync(small.Get(), $"round {round}, call {i}");
            }

            Assert.That(guard.Count, Is.EqualTo(Quota));
            await small.RefusesAsync(small.Get(), "503/50301");
            small.Clock.Advance(TimeSpan.FromMinutes(7));
        }
    }

    [Test]
    public async Task T29_ContractJustBeforeAndAtItsEnd_IsServedAndThenNotAuthenticated()
    {
        DateTimeOffset end = default;
        await using AttackedNode ending = await AttackedNode.StartAsync(
            configure: options => options.Partners[0].ExpiredTime = end = new DateTimeOffset(2026, 5, 4, 4, 0, 0, TimeSpan.Zero));
        ending.Clock.Advance(end - ending.Clock.Now - TimeSpan.FromMilliseconds(1));
        RequestDraft last = ending.Get();
        await ending.ServesAsync(ending.Get());

        ending.Clock.Advance(TimeSpan.FromMilliseconds(1));

        WireAnswer answer = await ending.RefusesAsync(last, "401/40101");
        // The same text as for a node that was never a partner.
        RequestDraft stranger = ending.Get();
        stranger["x-source-node-id"] = "JG9999999999999";
        Assert.That((await ending.RefusesAsync(stranger.Sign(), "401/40101")).Body, Is.EqualTo(answer.Body));
    }

    [TestCase("1798761600000", "2027-01-01T00:00:00Z")]
    [TestCase("1798761600", "2027-01-01T00:00:00Z")]
    [TestCase("20270101080000", "2027-01-01T00:00:00Z")]
    public async Task T29_ExpiredTimeInOneOfItsThreeForms_IsReadAsTheTimeItMeans(string number, string meaning)
    {
        HandledCall handled = await node.ServesAsync(Application(number));

        Assert.That(
            ((ContractApplication)handled.Request!).ExpiredTime,
            Is.EqualTo(DateTimeOffset.Parse(meaning, CultureInfo.InvariantCulture)));
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("-1798761600000")]
    [TestCase("365")]
    [TestCase("179876160000")]
    [TestCase("20271301080000")]
    [TestCase("20270230080000")]
    [TestCase("179876160000000")]
    [TestCase("9223372036854775807")]
    [TestCase("9223372036854775808")]
    [TestCase("1.7987616e12")]
    [TestCase("\"1798761600000\"")]
    public async Task T29_ExpiredTimeOfAnotherForm_BreaksAFieldRule(string number)
    {
        WireAnswer answer = await node.RefusesAsync(Application(number), "400/40004");
        Assert.That(answer.Msg, Is.EqualTo("field rule violated: expired_time"));
    }

    private RequestDraft Application(string expiredTime)
    {
        RequestDraft right = node.Sample("3.1");
        string json = Encoding.UTF8.GetString(right.Body);
        Assert.That(json, Does.Contain("\"expired_time\":1798761600000"));
        return node.Post(right.Target, json.Replace(":1798761600000", ":" + expiredTime, StringComparison.Ordinal));
    }

    private static string Timestamp(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
