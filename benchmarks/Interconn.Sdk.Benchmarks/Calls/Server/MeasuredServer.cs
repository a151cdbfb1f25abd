using System.Net;
using System.Text.Json;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Signing;
using Interconn.Sdk.TestHosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interconn.Sdk.Benchmarks.Calls.Server;

/// <summary>Who is called, in a process of its own: Kestrel with the bare route and the pipeline, and once more with the ready-made node in memory.</summary>
internal static class MeasuredServer
{
    /// <summary>The role by which the process is started.</summary>
    public const string Role = "serve";

    public static async Task<int> RunAsync(TextReader commands, TextWriter answers)
    {
        ServedPartner[] partners = JsonSerializer.Deserialize<ServedPartner[]>((await commands.ReadLineAsync())!)!;
        using var key = SigningKey.Generate(SignatureAlgorithmIds.Sha256Ecdsa);
        await using WebApplication pipeline = BuildPipeline(partners, key);
        await using WebApplication node = BuildNode(partners, key);
        await pipeline.StartAsync();
        await node.StartAsync();
        await answers.WriteLineAsync(JsonSerializer.Serialize(new ServerReady(PortOf(pipeline), PortOf(node))));
        while (await commands.ReadLineAsync() is not null)
        {
            // Any line asks for the state.
            await answers.WriteLineAsync(JsonSerializer.Serialize(ProcessState.OfThisProcess()));
        }

        return 0;
    }

    /// <summary>The bare route, and the pipeline with handlers that do nothing.</summary>
    public static WebApplication BuildPipeline(ServedPartner[] partners, SigningKey key, Action<IServiceCollection>? addServices = null)
    {
        WebApplication pipeline = Build(partners, key, static interconn => interconn.AddHandler<EmptyHandler>(), addServices);
        pipeline.MapPost(Exchange.BarePath, AnswerBareAsync);
        pipeline.MapInterconn();
        return pipeline;
    }

    /// <summary>The ready-made node, in memory.</summary>
    public static WebApplication BuildNode(ServedPartner[] partners, SigningKey key, Action<IServiceCollection>? addServices = null)
    {
        WebApplication node = Build(partners, key, static interconn => interconn.AddNode().AddDatasetCatalog<ServedCatalog>(), addServices);
        node.MapInterconn();
        return node;
    }

    private static WebApplication Build(ServedPartner[] partners, SigningKey key, Action<InterconnBuilder> serve, Action<IServiceCollection>? addServices)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ISignatureAlgorithm>(NoCryptoAlgorithm.Instance);
        serve(builder.Services.AddInterconn(options =>
        {
            options.Node.NodeId = TestNode.HolderId;
            options.Node.Name = "the node that is measured";
            options.Node.InstId = "LX01";
            options.Node.Institution = "institution";
            options.Node.System = "benchmark";
            options.Node.SystemVersion = "1";
            options.Node.Address = new Uri("http://127.0.0.1:1");
            options.SigningKey = key;
            // Bad calls are measured too, and not how the node stops listening to them.
            options.MaxFailuresPerMinute = 200_000_000;
            options.MaxNoncesPerPartner = int.MaxValue;
            foreach (ServedPartner partner in partners)
            {
                options.Partners.Add(new PartnerOptions
                {
                    NodeId = partner.NodeId,
                    InstId = "JG01",
                    ContractId = TestNode.ContractId,
                    AuthType = partner.AuthType,
                    Credential = partner.Credential,
                });
            }
        }));
        addServices?.Invoke(builder.Services);
        return builder.Build();
    }

    // As short as a host can write it.
    private static async Task AnswerBareAsync(HttpContext http)
    {
        BareApplication? application = await http.Request.ReadFromJsonAsync(BareJsonContext.Default.BareApplication, http.RequestAborted);
        await http.Response.WriteAsJsonAsync(
            new BareAnswer { msg = application is null ? "nothing" : "success" }, BareJsonContext.Default.BareAnswer, cancellationToken: http.RequestAborted);
    }

    private static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
