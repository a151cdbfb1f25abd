using Interconn.Sdk.AspNetCore;
using Interconn.Sdk.Hosting;
using Interconn.Sdk.Node;
using Interconn.Sdk.Permits;
using Interconn.Sdk.Protocol;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using NodeHost;
using NodeHost.Catalog;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = SampleDefaults.Settings });
IConfigurationSection settings = builder.Configuration.GetSection(InterconnOptions.SectionName);

// The key is made on the first start. Afterwards the file is the node's identity: keep it, and keep it secret.
string keyFile = Path.Combine(builder.Environment.ContentRootPath, settings["KeyFile"]!);
using var key = await NodeKey.LoadOrMakeAsync(keyFile, settings["KeyPassword"]);

InterconnBuilder interconn = builder.Services.AddInterconn(settings, options =>
    {
        options.SigningKey = key;
        options.KeyFile = null;
        options.Node.Address ??= HostAddress.Of(builder.Configuration["urls"]);
        if (builder.Environment.IsDevelopment())
        {
            // Partners on this machine may say that they are, over plain http and on any port. Nobody else may.
            options.OfferedAddresses.PrivateNetworks.Add("127.0.0.0/8");
            options.OfferedAddresses.PrivateNetworks.Add("::1/128");
            options.OfferedAddresses.Ports.Add(0);
        }
    })
    .AddNode(settings)
    .AddSm2()
    .AddDatasets(SampleDatasets.All(settings["Node:InstId"]!))
    .AddComponents(SampleComponents.All)
    .AddProjectCatalog<SampleProjects>();

// Without a policy every application waits for a person, at the administrator's routes.
if (settings.GetValue<bool>("AutoApprove"))
{
    interconn.AddAutoApproval();
}

var store = NodeStore.Add(builder.Services, settings, builder.Environment.ContentRootPath);
builder.Services.AddSingleton(store);
builder.Services.AddHealthChecks().AddInterconnStore();
builder.Services.AddAuthorization();
WebApplication app = builder.Build();
app.MapInterconn();
app.MapPost("/data/{datasetId}/read", (HttpContext http, string datasetId) =>
    {
        InterconnContext call = http.GetInterconnContext();
        return Results.Text($"{datasetId} for {call.CallerNodeId}, {call.Permits[0].UsesLeft?.ToString() ?? "no end of"} uses left");
    })
    .RequireInterconnPermit(ResourceType.Dataset, idFromRoute: "datasetId");
app.MapGet("/", FrontPage.Write);
OpenApiPages.Map(app);

// Who runs the process restarts it when it is not live, and sends it no calls while it is not ready: a store that is down comes back without a restart.
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false });
app.MapHealthChecks("/health/ready");

// A real host puts its own authorization here, for instance RequireAuthorization("back-office").
if (app.Environment.IsDevelopment())
{
    app.MapInterconnAdmin().AllowAnonymous().RequireHost("localhost", "127.0.0.1");
}

await app.StartAsync();
NodeIdentity self = app.Services.GetRequiredService<IOptions<InterconnOptions>>().Value.Node;

// Where the port was the system's to choose, it is known only now. Behind a gateway, Interconn:Node:Address says where partners reach the node.
self.Address ??= HostAddress.Of(app.Urls.First());
HostLog.Serves(app.Logger, self.NodeId, self.Address, key.PublicKey.Fingerprint, store.Kind, store.Place);
await app.WaitForShutdownAsync();
