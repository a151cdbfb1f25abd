using System.Reflection;
using System.Text.Json;
using Interconn.Sdk.Client;
using Interconn.Sdk.Fuzzing.Engine;
using Interconn.Sdk.Fuzzing.Mutators;
using Interconn.Sdk.Partners;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Fuzzing.Targets;

/// <summary>The envelope of an answer and the data of all endpoints, as the client reads them: no answer, no data, or a value that is written and read again.</summary>
[TestFixture]
public sealed class AnswerFuzzTests : FuzzFixture
{
    private static readonly PartnerCompatibility Lax = new(MessageForMsg: true, Code200IsSuccess: true, EmptyListWithoutData: true);

    private static readonly Action<byte[], PartnerCompatibility>[] Readers = [.. InterconnEndpoints.All.Select(ReaderOf)];

    protected override string CorpusName => "answers";

    private protected override byte[] Mutate(byte[] seed, IReadOnlyList<byte[]> seeds, Dice dice) => JsonMutator.Mutate(seed, seeds, dice);

    protected override Task TryAsync(byte[] input, CancellationToken cancellationToken)
    {
        bool isStrict = EnvelopeReader.TryRead(input, PartnerCompatibility.Standard, out EnvelopeReader envelope);
        Demand(!isStrict || EnvelopeReader.TryRead(input, Lax, out _) || HasMessage(input), "an envelope by the standard and none for a partner that is forgiven more");
        Demand(envelope.Msg is null || !envelope.Msg.Any(char.IsControl), "a control character of the partner's gets into the log");
        foreach (Action<byte[], PartnerCompatibility> read in Readers)
        {
            read(input, PartnerCompatibility.Standard);
            read(input, Lax);
        }

        return Task.CompletedTask;
    }

    // Where "message" is read too, one that is no text is a fault.
    private static bool HasMessage(byte[] input) => input.AsSpan().IndexOf("message"u8) >= 0 || input.AsSpan().IndexOf("\\u"u8) >= 0;

    private static Action<byte[], PartnerCompatibility> ReaderOf(InterconnEndpoint endpoint)
    {
        Type typed = endpoint.GetType();
        while (!typed.IsGenericType || typed.GetGenericTypeDefinition() != typeof(TypedEndpoint<,>))
        {
            typed = typed.BaseType!;
        }

        return typeof(AnswerFuzzTests).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typed.GetGenericArguments())
            .CreateDelegate<Action<byte[], PartnerCompatibility>>(endpoint);
    }

    private static void Read<TRequest, TResponse>(TypedEndpoint<TRequest, TResponse> endpoint, byte[] input, PartnerCompatibility compatibility)
        where TRequest : class
        where TResponse : class
    {
        if (!EnvelopeReader.TryRead(input, compatibility, out EnvelopeReader envelope))
        {
            return;
        }

        TResponse response;
        try
        {
            // What was asked decides only on how a list without data is read.
            response = envelope.ReadData(endpoint, null!, compatibility);
        }
        catch (JsonException)
        {
            return;
        }

        byte[] written = JsonSerializer.SerializeToUtf8Bytes(response, endpoint.Response);
        TResponse? again = JsonSerializer.Deserialize(written, endpoint.Response);
        Demand(again is not null && ParsedRequest.AreEqual(endpoint.Response, response, again), $"{endpoint} reads another answer than it wrote");
    }
}
