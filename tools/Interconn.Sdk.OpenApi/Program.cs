using Interconn.Sdk.OpenApi;

if (args is ["--help"] or { Length: > 1 })
{
    Console.Error.WriteLine("Writes the OpenAPI document of the 32 endpoints. One argument: the file to write; without it, the committed one.");
    return args.Length > 1 ? 1 : 0;
}

string file = args.Length == 1 ? Path.GetFullPath(args[0]) : CommittedFile.Find();
await File.WriteAllTextAsync(file, InterconnDocument.Write());
Console.WriteLine(file);
return 0;
