using System.Text;

namespace Interconn.Sdk.Node.Tests.Outbox;

/// <summary>Ways in which a partner fails.</summary>
internal static class Faults
{
    public static byte[] Ok { get; } = ScriptedAnswer.Json("""{"code":0,"msg":"success","data":{}}""");

    /// <summary>The connection breaks before anything is answered.</summary>
    public static Fault Broken { get; } = (_, _) => throw new IOException("The partner is down.");

    /// <summary>The connection breaks in the middle of the answer.</summary>
    public static Fault HalfAnAnswer { get; } = async (stream, cancellationToken) =>
    {
        await stream.WriteAsync(Ok.AsMemory(0, Ok.Length - 10), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        throw new IOException("The partner broke off.");
    };

    public static Fault Garbage { get; } = Answers(ScriptedAnswer.Of(200, Encoding.UTF8.GetBytes("<html>please log in</html>"), "Content-Type: text/html"));

    public static Fault Answers(byte[] answer) => (stream, cancellationToken) => stream.WriteAsync(answer, cancellationToken).AsTask();

    public static Fault Code(int code, int? status = null) => Answers(ScriptedAnswer.Failure(code, status: status));

    /// <summary>Nothing is answered until the test says so, and then what it says.</summary>
    public static Fault When(Task<byte[]> answer, Action? arrived = null) => async (stream, cancellationToken) =>
    {
        arrived?.Invoke();
        await stream.WriteAsync(await answer.WaitAsync(cancellationToken), cancellationToken);
    };

    /// <summary>Nothing is ever answered.</summary>
    public static Fault Silence(Action arrived) => async (_, cancellationToken) =>
    {
        arrived();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    };
}
