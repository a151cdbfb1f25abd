// What only this document's code names.
global using Microsoft.AspNetCore.Server.Kestrel.Https;
