using System.Net.Sockets;
using System.Text;
using Interconn.Sdk.JkstackDpa.Callbacks;
using Interconn.Sdk.JkstackDpa.Plans;

namespace Interconn.Sdk.JkstackDpa.AspNetCore.Tests;

/// <summary>7 回调接口定义: what is delivered, and what is answered.</summary>
public sealed class ReceiveCallbackTests
{
    private const string Example = """{"planInstanceId":"in10000001","processPlanId":"acf42dd3","status":"SUCCESS"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Callback_WithTheFieldsOfTheDocument_IsDeliveredAndAnsweredByTheBareText()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        using var http = new HttpClient();
        using var content = new StringContent(Example, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(host.CallbackUrl, content);
        Assert.Multiple(async () =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/plain"));
            Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo("SUCCESS"u8.ToArray()));
            Assert.That(host.Script.Callbacks, Is.EqualTo(new[]
            {
                new PlanCallback { PlanInstanceId = "in10000001", ProcessPlanId = "acf42dd3", Status = ExecutionStatus.Success },
            }));
        });
    }

    [Test]
    public async Task Callback_ThatIsRepeated_IsDeliveredOnceAndAnsweredTheSame()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        for (int i = 0; i < 4; i++)
        {
            Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        }

        Assert.That(host.Script.Delivered, Is.EqualTo(new[] { "in1 SUCCESS" }));
        Assert.That(host.Logs.OwnEntries.Select(static entry => entry.EventId), Is.EqualTo(new[] { 740, 741, 741, 741 }));
    }

    [Test]
    public async Task Callbacks_OfOneExecutionWithEachStatus_AreAllDelivered()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        string[] statuses = ["DEFAULT", "RUNNING", "PENDING", "SUCCESS", "FAIL", "of a later version"];
        foreach (string status in statuses)
        {
            Assert.That(await host.SendAsync("in1", status), Is.EqualTo((200, "SUCCESS")));
        }

        await host.SendAsync("in2", "RUNNING");
        Assert.That(host.Script.Delivered, Is.EqualTo(statuses.Select(static status => "in1 " + status).Append("in2 RUNNING")));
    }

    [Test]
    public async Task Callback_WhoseHandlerFails_ComesAgainUntilItDoesNot()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        int failures = 2;
        host.Script.Handle = (_, _) => failures-- > 0 ? throw new InvalidOperationException("the database is at db.internal") : Task.CompletedTask;
        var answers = new List<(int, string)>();
        for (int i = 0; i < 4; i++)
        {
            answers.Add(await host.SendAsync("in1", "SUCCESS"));
        }

        Assert.That(answers, Is.EqualTo(new[] { (500, "FAILED"), (500, "FAILED"), (200, "SUCCESS"), (200, "SUCCESS") }), "nothing of the exception");
        Assert.That(host.Script.Callbacks, Has.Count.EqualTo(3));
        string?[] logged = [.. host.Logs.OwnEntries.Where(static entry => entry.EventId == 743).Select(static entry => entry.Exception?.Message)];
        Assert.That(logged, Is.EqualTo(Enumerable.Repeat("the database is at db.internal", 2)));
    }

    [Test]
    public async Task Callback_ThatIsRepeatedMeanwhile_IsNotDeliveredTwice()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.Handle = (_, _) =>
        {
            entered.TrySetResult();
            return released.Task;
        };
        Task<(int, string)> first = host.SendAsync("in1", "SUCCESS");
        await entered.Task.WaitAsync(Patience);
        Assert.That(await host.SendAsync("in1", "SUCCESS").WaitAsync(Patience), Is.EqualTo((503, "BUSY")));

        released.SetResult();
        Assert.That(await first.WaitAsync(Patience), Is.EqualTo((200, "SUCCESS")));
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(host.Script.Delivered, Is.EqualTo(new[] { "in1 SUCCESS" }));
    }

    [Test]
    public async Task Callbacks_OfManyAtOnce_AreEachDeliveredOnce()
    {
        const int Executions = 20;
        await using CallbackHost host = await CallbackHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Executions * 4).Select(i => host.SendAsync($"in{i % Executions}", "SUCCESS"))).WaitAsync(Patience);
        Assert.That(host.Script.Delivered, Is.EquivalentTo(Enumerable.Range(0, Executions).Select(static i => $"in{i} SUCCESS")));
    }

    [Test]
    public async Task Handler_ThatTakesLongerThanItsLease_IsToldAndTheCallbackComesAgain()
    {
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
        await using CallbackHost host = await CallbackHost.StartAsync(clock: clock, configure: static options => options.Lease = TimeSpan.FromMinutes(2));
        var entered = new TaskCompletionSource();
        host.Script.Handle = async (_, token) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        Task<(int, string)> first = host.SendAsync("in1", "SUCCESS");
        await entered.Task.WaitAsync(Patience);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await first.WaitAsync(Patience), Is.EqualTo((500, "FAILED")));

        host.Script.Handle = null;
        Assert.That(await host.SendAsync("in1", "SUCCESS"), Is.EqualTo((200, "SUCCESS")));
        Assert.That(host.Script.Delivered, Is.EqualTo(new[] { "in1 SUCCESS", "in1 SUCCESS" }));
    }

    [Test]
    public async Task Handler_WhosePlatformHangsUp_IsNotDisturbed()
    {
        await using CallbackHost host = await CallbackHost.StartAsync();
        var (entered, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        host.Script.Handle = async (_, token) =>
        {
            entered.TrySetResult();
            await released.Task.WaitAsync(token);
        };
        using (var tcp = new TcpClient())
        {
            await tcp.ConnectAsync(host.CallbackUrl.Host, host.CallbackUrl.Port);
            await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {CallbackHost.Path} HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: {Example.Length}\r\n\r\n{Example}"));
            await entered.Task.WaitAsync(Patience);
            tcp.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        released.SetResult();
        await host.Logs.WaitForAsync(740);
        Assert.That(await host.PostAsync(Example), Is.EqualTo((200, "SUCCESS")));
        Assert.That(host.Script.Callbacks, Has.Count.EqualTo(1));
    }
}
